module.exports = {
	...require('./dist/credentials/WawpGroupsApi.credentials.js'),
	...require('./dist/nodes/WawpGroups/WawpGroups.node.js'),
	...require('./dist/nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.js'),
};
