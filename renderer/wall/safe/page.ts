/** The safe scene on the page: words in plain elements, made anew only where they differ. */
import type { InterruptWords } from '../interrupt/interruptWords.ts';
import type { SafeFigure, SafeScene } from './figures.ts';

/** Words around the figures. */
export interface SafeFrame {
  readonly title: string;
  readonly mark: string;
  readonly clock: string;
  readonly day: string;
  readonly remedy: string;
  /** Said while there are no figures. */
  readonly nothing: string;
  readonly sample: string;
  /** The message over all screens. */
  readonly interrupt: InterruptWords | null;
}

/** Writes the scene into `place`. */
export function write(place: Element, frame: SafeFrame, scene: SafeScene): void {
  const html = page(frame, scene);
  // What is the same is left alone: a picture at rest costs nothing.
  if (place.getAttribute('data-written') === html) return;
  place.setAttribute('data-written', html);
  place.innerHTML = html;
}

function page(frame: SafeFrame, { agency, figures, age, aged, sample }: SafeScene): string {
  const facts = figures.map(row).join('');
  return `<main class="safe">
<header class="safe-header"><h1>${escape(frame.title)}</h1><p class="safe-mark">${escape(frame.mark)}</p><p class="safe-clock">${escape(frame.clock)}</p>
<p class="safe-whose">${escape(agency)}</p>${sample ? `<p class="safe-sample">${escape(frame.sample)}</p>` : ''}<p class="safe-day">${escape(frame.day)}</p></header>
<p class="safe-age"${aged ? ' data-aged' : ''}>${escape(age)}</p>
${figures.length > 0 ? `<dl class="safe-figures">${facts}</dl>` : `<p class="safe-nothing">${escape(frame.nothing)}</p>`}
<footer class="safe-remedy">${escape(frame.remedy)}</footer></main>${frame.interrupt ? cover(frame.interrupt) : ''}`;
}

function cover({ level, size, mark, text, foot }: InterruptWords): string {
  return `<aside class="interrupt" data-level="${level}" data-size="${size}" role="alert"><p class="interrupt-mark">${escape(mark)}</p><p class="interrupt-text">${escape(text)}</p><p class="interrupt-foot">${escape(foot)}</p></aside>`;
}

function row({ key, name, number, unit, standing }: SafeFigure): string {
  return `<div data-indicator="${escape(key)}"><dt>${escape(name)}</dt><dd><b>${escape(number)}</b> ${escape(unit)}<span class="safe-standing">${escape(standing)}</span></dd></div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
