module.exports = require('../jestConfig')('queue', { testTimeout: 180_000 });
