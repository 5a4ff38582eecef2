import { pictureUrlFrom } from '../../../../nodes/wawp/groups/groupPicture';
import { noResponse, response } from '../../../support/outcomes';

const URL = 'https://pps.whatsapp.net/v/picture.jpg';

test.each<[unknown, string | null]>([
	[{ url: URL }, URL],
	[{ data: { url: URL } }, URL],
	[{ success: true, response: URL }, URL],
	[{ url: null }, null],
	[{ url: '' }, null],
	[{ url: 'undefined' }, null],
	[{ url: URL, success: false }, null],
	[{}, null],
	['', null],
	['<html></html>', null],
	[Array.from({ length: 20 }).reduce<object>((data) => ({ data }), { url: URL }), null],
])('the picture in %j is %s', (body, expected) => {
	expect(pictureUrlFrom(response(body))).toBe(expected);
});

test('there is no picture without a success', () => {
	expect(pictureUrlFrom(response({ url: URL }, 404))).toBeNull();
	expect(pictureUrlFrom(noResponse('timeout', true))).toBeNull();
});
