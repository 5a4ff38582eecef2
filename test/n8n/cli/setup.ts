import { installN8n } from '../../support/n8n/install';

export default installN8n;
