import type { CDPSession, Page } from 'playwright-core';
import sharp from 'sharp';

/** ms that the last picture stays, and that any other stays at most. */
const END = 4_000;
const MAX = 2_500;

/** Two pictures follow each other after this many ms at least. */
const MIN = 150;

/** The page without the bars of the editor. */
const CANVAS = { left: 45, top: 75, width: 1_105, height: 645 };
const WIDTH = 1_000;

/** Records a page as an animated GIF. A text below the page says what happens. */
export class Movie {
	private readonly frames: Array<{ picture: Buffer; at: number }> = [];

	private constructor(
		private readonly page: Page,
		private readonly session: CDPSession,
	) {}

	/** Begins to record a page. */
	static async start(page: Page): Promise<Movie> {
		await page.addStyleTag({ content: STYLE });
		// n8n opens the form of a waiting workflow in a window of its own.
		await page.evaluate('window.open = () => null');
		const session = await page.context().newCDPSession(page);
		const movie = new Movie(page, session);
		session.on('Page.screencastFrame', ({ data, sessionId }) => {
			movie.add(Buffer.from(data, 'base64'));
			void session.send('Page.screencastFrameAck', { sessionId });
		});
		await session.send('Page.startScreencast', { format: 'png' });
		return movie;
	}

	/** Changes the text below the page. @param lines the second one may quote a message */
	async say(...lines: string[]): Promise<void> {
		const text = lines.map((line) => line.replaceAll(/["\\]/g, '\\$&')).join('\\a ');
		await this.page.addStyleTag({ content: `body::after { content: "${text}" }` });
	}

	/** Stops to record. */
	async stop(): Promise<void> {
		await this.session.send('Page.stopScreencast');
	}

	/** Saves what was recorded. */
	async save(file: string): Promise<void> {
		const pictures = await Promise.all(
			this.frames.map(async ({ picture }) => await sharp(picture).extract(CANVAS).resize({ width: WIDTH }).png().toBuffer()),
		);
		const times = this.frames.map(({ at }) => at);
		const delay = times.map((at, frame) => (frame + 1 < times.length ? Math.min(MAX, (times[frame + 1] ?? at) - at) : END));
		await sharp(pictures, { join: { animated: true } })
			.gif({ delay, loop: 0, colours: 64, dither: 0, interFrameMaxError: 4, effort: 10 })
			.toFile(file);
	}

	private add(picture: Buffer): void {
		const at = Date.now();
		const last = this.frames.at(-1);
		if (last && at - last.at < MIN) last.picture = picture;
		else this.frames.push({ picture, at });
	}
}

const STYLE = `
	body::after {
		position: fixed; inset: auto 0 0 0; z-index: 9999; padding: 10px 64px; min-height: 66px; box-sizing: border-box;
		background: #111b21; color: #fff; font: 600 19px/23px sans-serif; white-space: pre-wrap;
	}
	.el-notification, [class*="_executionButtons_"], [data-test-id="canvas-controls"] { opacity: 0 !important }
`;
