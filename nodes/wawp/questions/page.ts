import type { Choice, Form, Question } from './question';

/** The page of a question. It has no external resources, and opening it decides nothing. @param complaint what was wrong with an answer */
export const questionPage = ({ message, form }: Question, complaint = ''): string =>
	page(
		`<form method="post">
<p id="message">${text(message)}</p>
${complaint && `<p role="alert">${text(complaint)}</p>`}
${fieldsOf(form)}
<p id="status" role="alert" hidden></p>
</form>
<script>${SCRIPT}</script>`,
	);

/** The page after an answer, and for a question that can no longer be answered. */
export const messagePage = (...paragraphs: string[]): string => page(paragraphs.map((one) => `<p>${text(one)}</p>`).join('\n'));

function fieldsOf(form: Form): string {
	switch (form.type) {
		case 'approval':
			return `${button('approve', form.approve)}${form.decline === undefined ? '' : button('decline', form.decline, 'plain')}`;
		case 'freeText':
			return `<label for="answer">Your answer</label>
<textarea id="answer" name="answer" rows="5" required maxlength="10000"></textarea>
<button>Send</button>`;
		case 'choose':
			return `<fieldset aria-describedby="message">
<legend>${text(form.about)}</legend>
${form.choices.map((choice, at) => choiceOf(choice, at, form.several)).join('\n')}
</fieldset>
${button('choose', 'Send')}`;
	}
}

const choiceOf = ({ label, checked }: Choice, at: number, several: boolean): string =>
	`<label class="choice"><input type="${several ? 'checkbox' : 'radio'}" name="choice" value="${at}"${checked ? ' checked' : ''}${several ? '' : ' required'}> <span>${text(label)}</span></label>`;

const button = (value: string, label: string, style = ''): string =>
	`<button name="answer" value="${value}"${style && ` class="${style}"`}>${text(label)}</button>`;

/** Escapes a text. Line breaks stay visible by `white-space`. */
const text = (value: string): string =>
	value.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`).replaceAll('\r\n', '\n');

const page = (body: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="generator" content="${MARK}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Question</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

const STYLE = `
:root{--text:#1c1e21;--back:#f0f2f5;--card:#fff;--line:#8a8d91;--main:#00695c;--on-main:#fff;--alert:#b3261e}
@media(prefers-color-scheme:dark){:root{--text:#e9edef;--back:#0b141a;--card:#1f2c33;--line:#8696a0;--main:#4dd0b8;--on-main:#00201a;--alert:#ffb4ab}}
*{box-sizing:border-box}
body{margin:0;padding:1rem;background:var(--back);color:var(--text);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.25rem;background:var(--card);border-radius:.75rem}
p{margin:0 0 1rem;white-space:pre-wrap;overflow-wrap:anywhere}
[role=alert]{color:var(--alert);font-weight:600}
fieldset{margin:0 0 1rem;padding:0;border:0}
legend{padding:0;margin-bottom:.5rem;font-weight:600;white-space:pre-wrap;overflow-wrap:anywhere}
.choice{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;padding:.25rem 0;overflow-wrap:anywhere}
input{flex:none;width:1.375rem;height:1.375rem;margin:0;accent-color:var(--main)}
label[for]{display:block;margin-bottom:.25rem;font-weight:600}
textarea{width:100%;margin-bottom:1rem;padding:.5rem;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem;font:inherit}
button{display:block;width:100%;min-height:2.75rem;margin-top:.75rem;padding:.5rem 1rem;color:var(--on-main);background:var(--main);border:2px solid var(--main);border-radius:.5rem;font:inherit;font-weight:600;cursor:pointer;overflow-wrap:anywhere}
button.plain{color:var(--main);background:transparent}
button:disabled{opacity:.6}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
`;

/** By this, the script knows the pages of this file. Once an execution has gone on, n8n answers itself, with another page or with JSON. */
const MARK = 'n8n-nodes-wawp-groups';

/** Without it, the form still works. With it, whoever comes too late reads a sentence. */
const SCRIPT = `
const form = document.forms[0], status = document.getElementById('status');
form.addEventListener('submit', async (event) => {
	event.preventDefault();
	const body = new URLSearchParams(new FormData(form, event.submitter));
	const buttons = [...form.querySelectorAll('button')];
	const enable = (enabled) => { for (const one of buttons) one.disabled = !enabled; };
	enable(false);
	status.hidden = true;
	try {
		const response = await fetch(location.href, { method: 'POST', body });
		const html = await response.text();
		if (html.includes('${MARK}')) { document.open(); document.write(html); document.close(); return; }
		status.textContent = 'Your answer does not count: somebody has already answered, or the question has ended.';
	} catch {
		status.textContent = 'Your answer could not be sent. Check your connection, then try again.';
		enable(true);
	}
	status.hidden = false;
});
`;
