// Runs the code of a function of a template as Lambda would, with a table that is in memory. Input: { code, environment, events }; output: the replies.
const Module = require('node:module');
const { readFileSync } = require('node:fs');

const items = new Map();
const load = Module._load;
class Command {
  constructor(input) { this.input = input; }
}
class GetItemCommand extends Command {}
class PutItemCommand extends Command {}
class DynamoDBClient {
  async send(command) {
    const { TableName, Key, Item } = command.input;
    if (command instanceof GetItemCommand) return { Item: items.get(TableName + Key.id.S) };
    items.set(TableName + Item.id.S, Item);
    return {};
  }
}
Module._load = (name, ...rest) => (name === '@aws-sdk/client-dynamodb' ? { DynamoDBClient, GetItemCommand, PutItemCommand } : load(name, ...rest));

(async () => {
  const { code, environment, events } = JSON.parse(readFileSync(0, 'utf8'));
  Object.assign(process.env, environment);
  const module = new Module('index.js');
  module._compile(code, 'index.js');
  const replies = [];
  for (const event of events) replies.push(await module.exports.handler(event));
  console.log(JSON.stringify(replies));
})();
