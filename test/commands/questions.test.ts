// Questions on a terminal, with a stream in the place of what a person types.

import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { questionsOn } from "../../generator/cli/questions.ts";

function terminal() {
  const input = new PassThrough();
  const ending = new EventEmitter();
  let shown = "";
  const write = (text: string): void => {
    shown += text;
  };
  const questions = questionsOn({ input, write, ending });
  return { input, ending, questions, shown: () => shown };
}

test("each prompt gets one line, also of lines that were typed or pasted before it", async () => {
  const { input, questions, shown } = terminal();
  input.write("  one \r\ntwo\n");
  expect(await questions.ask("a: ")).toBe("one");
  expect(await questions.ask("b: ")).toBe("two");
  input.write("\nfour");
  expect(await questions.ask("c: ")).toBe("");
  input.end();
  expect(await questions.ask("d: ")).toBe("four");
  expect(await questions.ask("e: ")).toBe(undefined);
  expect(shown()).toBe("a: b: c: d: e: \n");
});

test("an interrupted question says that nothing was written, and an answered one says nothing", async () => {
  const { input, ending, questions, shown } = terminal();
  input.write("one\n");
  await questions.ask("a: ");
  ending.emit("exit");
  expect(shown()).toBe("a: ");
  void questions.ask("b: ");
  ending.emit("exit");
  expect(shown()).toBe("a: b: \nNothing was written.\n");
  questions.close();
});
