/** The backgrounds of nodes in n8n. */
const BACKGROUNDS = { light: '#ffffff', dark: '#2b2b2b' };

export type Background = keyof typeof BACKGROUNDS;

/** The best contrast of a paint in an icon to a background, by the formula of WCAG. Without a paint, an SVG is black. */
export function iconContrast(svg: string, background: Background): number {
	const paints = [...svg.matchAll(/\b(?:fill|stroke|stop-color)\s*[=:]\s*["']?\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b/gi)].map(
		([, paint = '']) => paint,
	);
	const ratios = (paints.length > 0 ? paints : ['#000000']).map((paint) => contrast(paint, BACKGROUNDS[background]));
	return Math.max(...ratios);
}

function contrast(one: string, other: string): number {
	const [bright = 1, dark = 1] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (bright + 0.05) / (dark + 0.05);
}

function luminance(paint: string): number {
	const digits = paint.slice(1);
	const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
	const [red = 0, green = 0, blue = 0] = [0, 2, 4]
		.map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
