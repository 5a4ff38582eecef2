module.exports = globalThis.loadOnce('reflect-metadata');
