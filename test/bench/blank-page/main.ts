/** The least page of the console's stack: React and one field to type in. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const place = document.getElementById('page');
if (!place) throw new Error('The page has no element #page.');
createRoot(place).render(createElement('input', { 'aria-label': 'name' }));
