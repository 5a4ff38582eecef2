import { isSessionStatus, isStatus, isWorking } from '../../../../nodes/wawp/outcome/statusWord';

test.each(['WORKING', 'SCAN_QR_CODE', 'AB', `A${'B'.repeat(39)}`])('%s is a status', (status) => {
	expect(isStatus(status)).toBe(true);
});

test.each([undefined, null, 5, ['WORKING'], '', 'A', 'working', '_WORKING', 'WORKING\n', 'x WORKING', `A${'B'.repeat(40)}`])(
	'%p is no status',
	(value) => {
		expect(isStatus(value)).toBe(false);
	},
);

test('only WORKING works', () => {
	expect(isWorking('WORKING')).toBe(true);
	expect(isWorking('NOT_WORKING')).toBe(false);
});

test.each([
	['WORKING', true],
	['FAILED', true],
	['ERROR', false],
	['SUCCESS', false],
	['working', false],
])('%s as the status of a session: %p', (status, expected) => {
	expect(isSessionStatus(status)).toBe(expected);
});
