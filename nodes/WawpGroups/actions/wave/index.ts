export * from './ask.operation';
export * from './decide.operation';
export * from './end.operation';
export * from './getPeople.operation';
export * from './invite.operation';
export * from './plan.operation';
export * from './stop.operation';
