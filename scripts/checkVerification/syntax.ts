import ts from 'typescript';

/** All parts of a source file, itself included. */
export function partsOf(node: ts.Node, found: ts.Node[] = []): ts.Node[] {
	found.push(node);
	ts.forEachChild(node, (child) => {
		partsOf(child, found);
	});
	return found;
}

/** Where a part stands, for a finding. */
export function placeOf(node: ts.Node): string {
	const file = node.getSourceFile();
	return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** The modules that a source file imports. */
export const importsOf = (source: ts.SourceFile): string[] =>
	partsOf(source)
		.filter((part) => ts.isImportDeclaration(part) || ts.isExportDeclaration(part))
		.flatMap(({ moduleSpecifier }) => (moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : []));

export interface Text {
	text: string;
	place: string;
}

/** The texts of a source file, without the values inside them. */
export const textsIn = (source: ts.SourceFile): Text[] =>
	partsOf(source).flatMap((part) => {
		const isText =
			ts.isStringLiteral(part) ||
			ts.isNoSubstitutionTemplateLiteral(part) ||
			ts.isTemplateHead(part) ||
			ts.isTemplateMiddle(part) ||
			ts.isTemplateTail(part);
		return isText && !ts.isImportDeclaration(part.parent) ? [{ text: part.text, place: placeOf(part) }] : [];
	});
