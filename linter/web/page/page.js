// The page: sends the draft to the server on this machine, shows what is wrong with it
// and applies what the user chooses. Nothing is kept when the page goes.

/** Milliseconds without a keystroke before the draft is looked at. */
const PAUSE = 120;
/** Milliseconds before asking again when the server is too busy. */
const RETRY = 1000;
const PLURALS = { fout: "fouten", waarschuwing: "waarschuwingen", tip: "tips" };
const RANKS = Object.keys(PLURALS);
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;

const $ = (id) => document.getElementById(id);
const draft = $("draft");
const panel = $("findings");
const dialog = $("start");
const numbers = new Intl.NumberFormat("nl");

/** The findings, and the draft that they were found in; offsets are those of strings. */
let judged = { text: "", findings: [] };
/** The form of address that was chosen, for a draft that does not show one. */
let preferred = null;
/** Where the focus belongs after the next look: the number of a finding. */
let focusNext = null;
let active = null;
let timer;
let asking = new AbortController();

// --- Asking the server --------------------------------------------------------------

/** The answer to a question; throws an Error with a sentence for the user. */
async function ask(name, body, signal) {
  let response;
  try {
    response = await fetch(`api/${name}`, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("De pagina krijgt geen antwoord; start afwijslint web opnieuw.");
  }
  const answer = await response.json();
  if (response.ok) return answer;
  throw Object.assign(new Error(answer.error), {
    // What takes too long takes as long the next time.
    busy: response.headers.has("Retry-After"),
  });
}

/** JSON knows no half of a surrogate pair, but a text field may hold one. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\uFFFD");

/** The server counts code points, a string counts UTF-16 units: the way from one to
    the other. */
function fromCodePoints(text) {
  const units = [0];
  for (const character of text) units.push(units.at(-1) + character.length);
  return (one) => ({ ...one, start: units[one.start], end: units[one.end] });
}

async function lint() {
  clearTimeout(timer);
  asking.abort();
  asking = new AbortController();
  const text = draft.value;
  if (!text.trim()) return show({ text, findings: [] });
  panel.setAttribute("aria-busy", "true");
  try {
    const body = { text: wellFormed(text), address: preferred };
    const { findings, address } = await ask("lint", body, asking.signal);
    const convert = fromCodePoints(text);
    for (const finding of findings) {
      for (const one of finding.suggestions) one.edits = one.edits.map(convert);
    }
    choose("address", address);
    show({ text, findings: findings.map(convert) });
  } catch (error) {
    if (error.name === "AbortError") return;
    show({ text, findings: [], problem: error.message });
    if (error.busy) look(RETRY);
  }
}

function look(pause) {
  clearTimeout(timer);
  timer = setTimeout(lint, pause);
}

// --- Changing the draft -------------------------------------------------------------

/** Put a text in the place of another as if it were typed, so that Ctrl-Z undoes it. */
function replace(start, end, text) {
  if (draft.value.slice(start, end) === text) return;
  draft.inputMode = "none"; // no keyboard on a phone
  draft.focus({ preventScroll: true });
  draft.setSelectionRange(start, end);
  document.execCommand(text ? "insertText" : "delete", false, text);
  draft.inputMode = "";
}

/** Apply edits as one change; of edits that overlap the first counts. */
function apply(edits) {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const start = sorted[0].start;
  let done = start;
  let text = "";
  for (const edit of sorted) {
    if (edit.start < done) continue;
    text += draft.value.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  replace(start, done, text);
}

function undo() {
  draft.focus();
  document.execCommand("undo");
}

async function readdress(address) {
  preferred = address;
  const text = draft.value;
  if (text.trim()) {
    try {
      const { edits } = await ask("readdress", { text: wellFormed(text), address });
      if (edits.length && draft.value === text) {
        const focused = document.activeElement;
        apply(edits.map(fromCodePoints(text)));
        focused.focus();
        say(`Je zegt nu ${address} tegen de lezer.`);
      }
    } catch (error) {
      say(error.message);
    }
  }
  lint();
}

// --- Showing ------------------------------------------------------------------------

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function say(sentence) {
  $("status").textContent = sentence;
}

function choose(name, value) {
  document.querySelector(`input[name="${name}"][value="${value}"]`).checked = true;
}

const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;

const count = (number, one, many) =>
  `${numbers.format(number)} ${number === 1 ? one : many}`;

function show(result) {
  const wasEmpty = !judged.text.trim();
  judged = result;
  active = null;
  const { text, findings, problem } = result;
  const empty = !text.trim();
  const clean = !empty && !problem && !findings.length;
  const kinds = RANKS.map((kind) => [
    findings.filter((one) => one.severity === kind),
    kind,
  ])
    .filter(([found]) => found.length)
    .map(([found, kind]) => count(found.length, kind, PLURALS[kind]));
  const many = count(findings.length, "opmerking", "opmerkingen");
  panel.setAttribute("aria-busy", "false");
  panel.classList.toggle("clean", clean);
  let heading = many;
  let summary = kinds.join(", ");
  if (clean) [heading, summary] = ["Dit bericht kan de deur uit.", "Geen opmerkingen."];
  if (empty)
    [heading, summary] = [
      "Opmerkingen",
      "Plak je bericht; wat er te verbeteren is, komt hier.",
    ];
  if (problem) [heading, summary] = ["Opmerkingen", problem];
  setText($("count"), heading);
  setText($("summary"), summary);
  $("jump").textContent = clean
    ? "Geen opmerkingen"
    : findings.length
      ? many
      : "Opmerkingen";
  $("list").replaceChildren(...findings.map(card));
  if (empty !== wasEmpty) $("starts").open = empty;
  drawMarks(findings);
  followCaret();
  if (focusNext !== null) {
    const cards = $("list").children;
    const next = cards[Math.min(focusNext, cards.length - 1)];
    (next?.querySelector("button") ?? $("count")).focus();
    focusNext = null;
  }
}

/** What says the same again is not read out again. */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function card(finding, index) {
  const kind = finding.severity;
  const parts = [
    element(
      "h3",
      { id: `finding-${index}` },
      element("span", { className: "kind" }, kind[0].toUpperCase() + kind.slice(1)),
      finding.message,
    ),
  ];
  if (finding.guide) parts.push(element("blockquote", {}, `“${finding.guide}”`));
  const ready = finding.suggestions.filter((one) => one.edits.length);
  for (const one of finding.suggestions) {
    if (!one.edits.length) parts.push(element("p", { className: "advice" }, one.title));
  }
  if (ready.length) {
    parts.push(
      element(
        "ul",
        { className: "suggestions" },
        ...ready.map((one) => offer(one, index)),
      ),
    );
  }
  const place = element(
    "button",
    { type: "button", className: "quiet show" },
    "Toon in bericht",
  );
  place.setAttribute("aria-describedby", `finding-${index}`);
  place.addEventListener("click", () => goTo(index));
  parts.push(place);
  return element("li", { className: kind }, ...parts);
}

function offer(suggestion, index) {
  const button = element(
    "button",
    { type: "button", className: "apply" },
    element("span", { className: "title" }, suggestion.title),
    ...suggestion.edits.slice(0, 3).map((edit) => change(edit, suggestion.title)),
  );
  button.addEventListener("click", (event) => {
    if (draft.value !== judged.text) return; // what it would change is gone
    const byKeyboard = event.detail === 0;
    focusNext = byKeyboard ? index : null;
    apply(suggestion.edits);
    if (event.pointerType === "touch") draft.blur();
    say(`Toegepast: ${suggestion.title}.`);
    lint();
  });
  return element("li", {}, button);
}

/** What an edit takes away and brings, unless the title says it already. */
function change({ start, end, text }, title) {
  const brought = text.replace(/\s+/g, " ").trim();
  const gone = judged.text.slice(start, end).replace(/\s+/g, " ").trim();
  const parts = [];
  if (gone)
    parts.push(
      element(
        "del",
        {},
        gone.length > 90 ? `${gone.slice(0, 45)} … ${gone.slice(-40)}` : gone,
      ),
    );
  if (gone && brought) parts.push(" → ");
  if (brought && !title.includes(brought)) parts.push(element("ins", {}, brought));
  return element("span", { className: "change" }, ...parts);
}

/** The draft again, unseen, with lines under the words that a finding is about. */
function drawMarks(findings) {
  const text = draft.value;
  const edges = [
    ...new Set([0, text.length, ...findings.flatMap((one) => [one.start, one.end])]),
  ];
  edges.sort((a, b) => a - b);
  const pieces = [];
  edges.forEach((edge, number) => {
    const gaps = findings.filter((one) => one.start === edge && one.end === edge);
    if (gaps.length) pieces.push(mark(gaps, "", "gap"));
    const until = edges[number + 1];
    if (until === undefined) return;
    const over = findings.filter((one) => one.start <= edge && until <= one.end);
    const words = text.slice(edge, until);
    pieces.push(over.length ? mark(over, words, "") : words);
  });
  // An empty last line has its height from this.
  $("marks").replaceChildren(...pieces, "\u200B");
}

/** One mark for these findings, in the manner of the gravest. */
function mark(findings, words, className) {
  const [worst] = [...findings].sort(
    (a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity),
  );
  const made = element("mark", { className: `${className} ${worst.severity}` }, words);
  made.findings = findings;
  made.classList.toggle("active", findings.includes(active));
  return made;
}

/** The findings of the last look, moved along with what was typed since. */
function movedAlong() {
  const { text: before, findings } = judged;
  const after = draft.value;
  const shortest = Math.min(before.length, after.length);
  let same = 0;
  while (same < shortest && before[same] === after[same]) same += 1;
  let tail = 0;
  while (tail < shortest - same && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  const shift = after.length - before.length;
  return findings.flatMap((one) => {
    if (one.end <= same) return [one];
    if (one.start < before.length - tail) return [];
    return [{ ...one, start: one.start + shift, end: one.end + shift }];
  });
}

// --- The place in the draft and the finding about it --------------------------------

function activate(finding) {
  if (finding === active) return;
  active = finding;
  judged.findings.forEach((one, index) => {
    $("list").children[index].classList.toggle("active", one === finding);
  });
  for (const made of $("marks").querySelectorAll("mark")) {
    made.classList.toggle("active", made.findings.includes(finding));
  }
}

function followCaret() {
  if (document.activeElement !== draft || draft.value !== judged.text) return;
  const { selectionStart: start, selectionEnd: end } = draft;
  const here = judged.findings.filter((one) => one.start <= start && end <= one.end);
  const narrowest = here.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null;
  activate(narrowest);
  if (narrowest && getComputedStyle(panel).overflowY === "auto") {
    const shown = $("list").children[judged.findings.indexOf(narrowest)];
    panel.scrollTop += Math.min(0, shown.offsetTop - panel.scrollTop);
    const below = shown.offsetTop + shown.offsetHeight - panel.clientHeight;
    panel.scrollTop = Math.max(panel.scrollTop, Math.min(below, shown.offsetTop));
  }
}

function goTo(index) {
  const finding = judged.findings[index];
  if (draft.value !== judged.text) return;
  draft.focus({ preventScroll: true });
  draft.setSelectionRange(finding.start, finding.end);
  activate(finding);
  $("marks").querySelector(".active")?.scrollIntoView({ block: "center" });
  say(finding.message);
}

/** The first finding after the caret, or from the top again. */
function goToNext() {
  const { findings } = judged;
  if (!findings.length) return;
  const now = findings.indexOf(active);
  const after = findings.findIndex((one) => one.start >= draft.selectionEnd);
  goTo(now >= 0 ? (now + 1) % findings.length : Math.max(after, 0));
}

// --- A first version ----------------------------------------------------------------

async function offerStarts() {
  const { scenarios } = await ask("scenarios");
  for (const { id, title } of scenarios) {
    $("scenario").append(new Option(title, id));
    const button = element("button", { type: "button", className: "begin" }, title);
    button.addEventListener("click", () => {
      $("scenario").value = id;
      choose("start-address", chosen("address"));
      $("replaces").hidden = !draft.value.trim();
      $("start-error").textContent = "";
      dialog.showModal();
    });
    document.querySelector("#starts ul").append(element("li", {}, button));
  }
}

async function begin(event) {
  event.preventDefault();
  const facts = Object.fromEntries(
    ["scenario", "job", "company", "day", "name", "sender"].map((name) => [
      name,
      $(name).value,
    ]),
  );
  const address = chosen("start-address");
  try {
    const { text } = await ask("compose", { ...facts, address });
    dialog.close();
    preferred = address;
    replace(0, draft.value.length, text);
    draft.setSelectionRange(0, 0);
    lint();
  } catch (error) {
    $("start-error").textContent = error.message;
    $("job").focus();
  }
}

// --- What the user does -------------------------------------------------------------

draft.addEventListener("input", () => {
  $("words").textContent = count(
    (draft.value.match(WORD) ?? []).length,
    "woord",
    "woorden",
  );
  drawMarks(movedAlong());
  say("");
  look(PAUSE);
});
document.addEventListener("selectionchange", followCaret);
document.addEventListener("keydown", (event) => {
  if (dialog.open) return;
  if (event.key === "F8") {
    event.preventDefault();
    goToNext();
  } else if (
    event.key === "z" &&
    (event.ctrlKey || event.metaKey) &&
    document.activeElement !== draft
  ) {
    event.preventDefault();
    undo();
  }
});
$("undo").addEventListener("click", undo);
$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(draft.value);
  } catch {
    draft.select(); // on another machine the page is no secure context
    document.execCommand("copy");
  }
  say("Gekopieerd; plak het in je mail.");
});
for (const radio of document.querySelectorAll('input[name="address"]')) {
  radio.addEventListener("change", () => readdress(radio.value));
}
dialog.querySelector("form").addEventListener("submit", begin);
$("cancel").addEventListener("click", () => dialog.close());

const systemDark = matchMedia("(prefers-color-scheme: dark)");
function nameTheme() {
  const theme =
    document.documentElement.dataset.theme ?? (systemDark.matches ? "dark" : "light");
  $("theme").textContent = theme === "dark" ? "Licht thema" : "Donker thema";
  return theme;
}
$("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = nameTheme() === "dark" ? "light" : "dark";
  nameTheme();
});
systemDark.addEventListener("change", nameTheme);

nameTheme();
offerStarts();
lint();
