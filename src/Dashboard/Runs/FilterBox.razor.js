// A combobox over one line of text: offers below it, the letters that are wrong underlined.
const pause = 40;       // after the last keystroke, in ms
const rest = 450;       // until a word that may become a name is looked for as it is

export function attach(box, dotnet, value, error) {
  const input = box.querySelector('input');
  const list = box.querySelector('ul');
  const marks = box.querySelector('.marks');
  const problem = box.querySelector('.filter-problem');
  let [offers, from, to, active, turn, timer] = [[], 0, 0, -1, 0, 0];

  const close = () => {
    offers = [];
    active = -1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const point = index => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
    if (index < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[index].id);
    list.children[index].scrollIntoView({ block: 'nearest' });
  };

  const open = completion => {
    const chosen = offers[active]?.text;        // stays so where a later answer offers it, too
    ({ offers, from, to } = completion);
    if (offers.length === 0 || document.activeElement !== input) return close();
    list.replaceChildren(...offers.map((offer, i) => {
      const item = document.createElement('li');
      const [text, meaning] = [document.createElement('span'), document.createElement('small')];
      [item.id, text.textContent, meaning.textContent] = [`filter-offer-${i}`, offer.text, offer.meaning || offer.kind];
      item.setAttribute('role', 'option');
      item.append(text, meaning);
      item.addEventListener('pointerdown', e => { e.preventDefault(); take(i); });
      return item;
    }));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    point(offers.findIndex(offer => offer.text === chosen));
  };

  // what is only missing at the end, where somebody is typing, is no mistake yet
  const tell = (error, typing) => {
    const text = input.value;
    const unfinished = typing && error && error.position + error.length >= text.trimEnd().length && input.selectionStart >= text.trimEnd().length;
    const wrong = error && !unfinished;
    box.classList.toggle('wrong', !!wrong);
    input.setAttribute('aria-invalid', String(!!wrong));
    problem.replaceChildren(wrong ? error.message.replace(/^filter, letter \d+: /, '') : unfinished ? 'unfinished: the table shows the filter before' : '');
    problem.classList.toggle('quiet', !!unfinished);
    if (!wrong) return marks.replaceChildren();
    const mark = document.createElement('mark');
    const length = Math.max(1, error.length);
    mark.textContent = text.slice(error.position, error.position + length).padEnd(length, '\u00a0');
    marks.replaceChildren(text.slice(0, error.position), mark, text.slice(error.position + length));
    marks.scrollLeft = input.scrollLeft;
    if (error.suggestion && error.length > 0) problem.append(' ', suggest(error));
  };

  const suggest = error => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link btn-sm';
    button.textContent = `Write ${error.suggestion}`;
    button.addEventListener('click', () => replace(error.position, error.position + error.length, error.suggestion));
    return button;
  };

  const replace = (start, end, text) => {
    input.setRangeText(text, start, end, 'end');
    input.focus();
    ask(0);
  };

  const take = index => {
    const { text, kind } = offers[index];
    const glue = kind === 'function' || text.endsWith('(') ? '' : ' ';
    const end = input.value[to] === ' ' && glue ? to + 1 : to;
    close();
    replace(from, end, text + glue);
  };

  const ask = (wait = pause) => {
    clearTimeout(timer);
    const mine = ++turn;
    timer = setTimeout(async () => {
      const completion = await dotnet.invokeMethodAsync('TypedAsync', input.value, input.selectionStart ?? input.value.length);
      if (mine !== turn || !completion) return;
      box.dataset.answered = input.value;
      open(completion);
      tell(completion.error, true);
      if (!completion.error && completion.offers.length && completion.from < completion.to)
        timer = setTimeout(() => dotnet.invokeMethodAsync('UseIfGoodAsync', input.value, false), rest);
    }, wait);
  };

  const done = async () => {
    ++turn;
    clearTimeout(timer);
    close();
    const completion = await dotnet.invokeMethodAsync('UseIfGoodAsync', input.value, true);
    if (completion) tell(completion.error, false);
  };

  const look = getComputedStyle(input);
  for (const same of ['font', 'letterSpacing', 'paddingLeft', 'paddingRight', 'paddingTop', 'borderLeftWidth', 'borderTopWidth', 'lineHeight']) marks.style[same] = look[same];

  const keys = {
    ArrowDown: () => offers.length ? point((active + 1) % offers.length) : ask(0),
    ArrowUp: () => offers.length && point(active < 0 ? offers.length - 1 : active - 1),
    Enter: () => active >= 0 ? take(active) : done(),
    Tab: () => offers.length && active >= 0 ? take(active) : offers.length && input.value.length > 0 ? take(0) : false,
    Escape: () => offers.length ? close() : input.blur(),
  };

  const pressed = e => {
    if (e.isComposing || e.ctrlKey || e.altKey || e.metaKey || (e.key === 'Tab' && e.shiftKey) || !(e.key in keys)) return;
    if (keys[e.key]() !== false) e.preventDefault();
    e.stopPropagation();
  };
  const moved = () => { marks.scrollLeft = input.scrollLeft; };
  const typed = () => { marks.replaceChildren(); ask(); };

  input.addEventListener('keydown', pressed);
  input.addEventListener('input', typed);
  input.addEventListener('scroll', moved);
  input.addEventListener('click', () => ask(0));
  input.addEventListener('blur', close);

  // somebody was quicker than the page
  if (input.value.trim() === value) tell(error, false);
  else ask(0);

  return {
    // the address says another filter, or this one cannot be used
    show(value, error) {
      if (input.value.trim() !== value) input.value = value;
      tell(error, false);
    },
    dispose() {
      clearTimeout(timer);
      input.removeEventListener('keydown', pressed);
    },
  };
}
