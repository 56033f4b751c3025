// Elements. Text goes in as text nodes only: nothing here can make markup of it.

/** An element: make('a', { href: '#x', onclick }, 'words', child). */
function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
function draw(tag, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.startsWith('--')) element.style.setProperty(name, value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false && child !== ''));
  return element;
}

/** Gives a section its heading and content anew. */
function show(id, heading, note, ...content) {
  const section = document.getElementById(id);
  section.setAttribute('aria-labelledby', id + '-heading');
  section.replaceChildren(make('h2', { id: id + '-heading' }, heading), note ? make('p', { class: 'note' }, note) : '', ...content.flat());
}

/** A table in a box that scrolls sideways on a narrow screen. */
function table(caption, heads, rows, className) {
  return make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    make('table', { class: className },
      make('thead', null, make('tr', null, heads.map(head => make('th', { scope: 'col' }, head)))),
      make('tbody', null, rows)));
}

const badge = (style, word) => make('span', { class: `badge ${style}` }, word);

/** The words of a search box: what is looked through has all of them. */
const searchWords = input => input.value.toLowerCase().split(/\s+/).filter(Boolean);
