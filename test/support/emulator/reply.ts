/** A response of the emulator. */
export interface Reply {
	status: number;
	body: string;
	contentType: string;
	headers?: Record<string, string>;
}

export const json = (status: number, value: unknown): Reply => ({
	status,
	body: JSON.stringify(value),
	contentType: 'application/json; charset=utf-8',
});

export const text = (status: number, body: string, contentType = 'text/html; charset=utf-8'): Reply => ({
	status,
	body,
	contentType,
});
