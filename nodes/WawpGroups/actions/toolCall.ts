import { NodeConnectionTypes, type IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an MCP trigger or an older agent calls the node as its tool. Only they pass the input as `ai_tool`. Newer agents let n8n's
 * engine run the node, as in any workflow. n8n's own `isToolExecution()` says the same, but n8n 1 does not have it.
 */
export const isToolCall = (context: IExecuteFunctions): boolean => context.getInputData(0, NodeConnectionTypes.AiTool).length > 0;
