import { buildPage, openBrowser } from './test/e2e/support/builtPage.ts';
import { readPage } from './test/e2e/gallery/inPage.ts';
import { arcMinutesOf, remsHigh, USUAL_VIEWING } from './renderer/ui/legibility.ts';
const built = await buildPage('renderer', 'gallery');
const browser = await openBrowser(); const page = await browser.newPage();
const SH:any={'1080p':{width:1920,height:1080},portrait:{width:1080,height:1920},wide:{width:2560,height:1080}};
const inked=([x,y,w,h]:any)=>[x,y+h*.2,w,h*.6];
const overlap=(a:any,b:any)=>{const [ax,ay,aw,ah]=inked(a.box),[bx,by,bw,bh]=inked(b.box);const w=Math.min(ax+aw,bx+bw)-Math.max(ax,bx),h=Math.min(ay+ah,by+bh)-Math.max(ay,by);return w<=0||h<=0?0:w*h/Math.min(aw*ah,bw*bh)};
const shows=(process.argv[2]??'layout:trends,layout:briefing-trends,widget:landing,widget:question').split(',');
for(const show of shows) for(const [state,theme,locale,shape] of [['live','night','vi','1080p'],['live','day','en','portrait'],['live','night','vi','wide'],['live','day','vi','1080p'],...['late','gone','cut','playback','loading','empty','refused','huge','falling','long','one','many'].map(s=>[s,'night','vi','1080p'])] as string[][]){
 await page.setViewportSize(SH[shape!]);
 await page.goto(`${built.url}?${new URLSearchParams({show,state:state!,theme:theme!,locale:locale!,page:'0'})}`);
 await page.waitForSelector('html[data-drawn]');
 const w=await page.evaluate(readPage) as any[]; const rems=remsHigh(USUAL_VIEWING); const rem=Math.min(SH[shape!].width,SH[shape!].height)/rems;
 const f=[...w.filter(o=>arcMinutesOf(o.size/rem,rems,USUAL_VIEWING)<11.95).map(o=>'small '+o.text),...w.filter(o=>o.contrast<4.5).map(o=>'pale '+o.text+o.contrast),...w.filter(o=>o.cut>2).map(o=>'cut '+o.text+' '+o.cut),...w.flatMap((a,i)=>w.slice(i+1).filter(b=>overlap(a,b)>.1).map(b=>'over '+a.text+' | '+b.text))];
 if(f.length)console.log(show,state,theme,locale,shape,f.slice(0,4));
 if(state==='live'||state==='empty'||state==='huge') await page.screenshot({path:`/tmp/pics/${show.replace(':','-')}-${state}-${theme}-${shape}.png`});
}
await browser.close(); built.close(); process.exit(0);
