import { installN8n } from '../../../scripts/n8n/install';

export default installN8n;
