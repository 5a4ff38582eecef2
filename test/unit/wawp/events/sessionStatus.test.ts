import { sessionEventFrom } from '../../../../nodes/wawp/events/sessionStatus';

test.each([
	['WORKING', true],
	['SCAN_QR_CODE', false],
	['FAILED', false],
	['NOT_WORKING', false],
	['AB', false],
	[`A${'B'.repeat(39)}`, false],
])('reads the status %s', (status, isWorking) => {
	expect(sessionEventFrom({ event: 'session.status', payload: { status } })).toEqual({
		event: 'sessionStatusChanged',
		status,
		isWorking,
	});
});

test('a status in lower case is passed on in capitals', () => {
	expect(sessionEventFrom({ event: 'session.status', payload: { status: 'working' } })).toMatchObject({
		status: 'WORKING',
		isWorking: true,
	});
});

test.each<[string, object]>([
	['another event', { event: 'session.status2', payload: { status: 'WORKING' } }],
	['no payload', { event: 'session.status' }],
	['a payload that is a list', { event: 'session.status', payload: ['WORKING'] }],
	['no status', { event: 'session.status', payload: {} }],
	['a number', { event: 'session.status', payload: { status: 5 } }],
	['a list', { event: 'session.status', payload: { status: ['WORKING'] } }],
	['one letter', { event: 'session.status', payload: { status: 'W' } }],
	['more letters than any status has', { event: 'session.status', payload: { status: `A${'B'.repeat(40)}` } }],
	['a line break', { event: 'session.status', payload: { status: 'WORKING\n' } }],
	['words before it', { event: 'session.status', payload: { status: 'x WORKING' } }],
])('there is no status in %s', (_what, body) => {
	expect(sessionEventFrom(body as never)).toBeUndefined();
});
