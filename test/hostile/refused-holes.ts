// Templates with holes that no value may fill, by what the report says of them.

const js = ["a.js", "a.ts", "a.mjs", "a.cts"];
const py = ["a.py", "a.pyi"];
const likeJava = ["a.java", "a.cs", "a.go", "a.proto", "a.graphql", "a.rs"];

/** What is refused, by what the report says of it: files, and templates for each. */
export const refused: Readonly<
  Record<string, readonly (readonly [readonly string[], readonly string[]])[]>
> = {
  "inside quotes": [
    [
      js,
      [
        "x = '{{y}}'",
        'x = "a {{y}}"',
        "x = `{{y}}`",
        "x = `${a} {{y}}`",
        "x = `${`{{y}}`}`",
        "x = 'a\\'{{y}}'",
        'x = "${" + "{{y}}"',
      ],
    ],
    [
      py,
      [
        "'{{y}}'",
        '"{{y}}"',
        "'''{{y}}'''",
        '"""\n{{y}}\n"""',
        "f'{{y}}'",
        "f'{a} {{y}}'",
        'f"{d["k"]} {{y}}"',
        "r'\\' {{y}}'",
      ],
    ],
    [likeJava, ['"{{y}}"', 'a("b\\"{{y}}")', 'f("", "a{{y}}")']],
    [["a.cs"], ['$"{{y}}"', '@"\\ {{y}}"', '@"\\" + "{{y}}"', '$"{d["k"]} {{y}}"', '"""{{y}}"""']],
    [["a.go"], ["`{{y}}`", "`\\ {{y}}`"]],
    [["a.rs"], ['r"\\ {{y}}"', 'r#"a" {{y}}"#', '\'"\' + "{{y}}"', '"\n{{y}}"']],
    [["a.java"], ['"""\n{{y}}\n"""', "'{{y}}'"]],
    [
      ["a.json", "a.jsonc", "a.json5"],
      ['"{{y}}"', '{"a": "b {{y}}"}', '["a\\"{{y}}"]'],
    ],
    [["a.toml"], ['a = "{{y}}"', "a = '\\ {{y}}'", 'a = """\n{{y}}"""', "a = '''{{y}}'''"]],
    [
      ["a.yaml", "a.yml"],
      [
        "a: {b: '{{y}}'}",
        'a: "{{y}}"',
        "a: 'b\n  {{y}}'",
        '- "a\\"{{y}}"',
        "a: 'b''{{y}}'",
        "? '{{y}}'",
      ],
    ],
  ],
  "inside a comment": [
    [js, ["// {{y}}", "/* {{y}} */", "/**\n * {{y}}\n */", "a // '\n// {{y}}", "#!/a {{y}}"]],
    [py, ["# {{y}}", "a = 1 # {{y}}", "'#' # {{y}}"]],
    [likeJava, ["// {{y}}", "/* {{y}} */", "a /* ' */ /* {{y}}"]],
    [["a.yaml"], ["# {{y}}", "a: 1 # {{y}}", "a: [b, # {{y}}\n c]", "a: {{y}} # {{y}}"]],
    [["a.toml"], ["# {{y}}", "a = 1 # {{y}}", "a = '#' # {{y}}"]],
  ],
  "regular expression": [
    [
      js,
      [
        "a = /{{y}}/",
        "return /a{{y}}/",
        "a(/[/]{{y}}/)",
        "if (a) /{{y}}/.test(b)",
        "a = b++ / {{y}}",
      ],
    ],
  ],
  "directly behind": [
    [
      js,
      [
        "f{{y}}",
        "x = a.b{{y}}",
        "x = ''{{y}}",
        "x = 1{{y}}",
        "x = {{y}}{{y}}",
        "#{{y}}",
        "{{#each a}}{{y}}{{/each}}",
      ],
    ],
    [
      py,
      [
        "f{{y}}",
        "rb{{y}}",
        'x = ""{{y}}',
        "x = {{y}}{{y}}",
        "é{{y}}",
        "x = {{y}}''",
        "x = {{y}}_a",
      ],
    ],
    [["a.json"], ["[1{{y}}]", "[{{y}}1]", '[{{y}}"a"]', "tr{{y}}"]],
    [["a.cs"], ["${{y}}", "@{{y}}", "a{{y}}"]],
    [
      ["a.yaml"],
      [
        "a: b {{y}}",
        "a: b\n  {{y}}",
        "a:{{y}}",
        "-{{y}}",
        "a: !b{{y}}",
        "[a\n {{y}}]",
        "a: {{y}}{{y}}",
        "{{y}} {{y}}",
      ],
    ],
  ],
  "behind a value": [
    [["a.yaml"], ["a: {{y}} b", "a: {{y}}b", "[{{y}} b]", "a: {{#if y}}{{y}}{{/if}} b"]],
    [js, ["x = {{y}}a", "x = {{y}}'b'", "x = {{y}}`b`"]],
  ],
  "block of text": [
    [
      ["a.yaml"],
      [
        "a: |\n  {{y}}",
        "run: >-\n    a\n\n    b {{y}}",
        "- |\n  {{y}}",
        "- a: |+\n    b\n\n    {{y}}",
        "a: | # b\n {{y}}",
        "a: |{{y}}",
      ],
    ],
  ],
  "in a file of this type": [
    [js, ["{{markdown y}}", "{{html y}}", "{{python y}}", "{{cell y}}"]],
    [py, ["{{json y}}", "{{typescript y}}", "{{html y}}"]],
    [
      ["a.json", "a.toml", ...likeJava],
      ["{{html y}}", "{{python y}}", "{{markdown y}}"],
    ],
  ],
  "ending says no language": [
    [
      ["a.sh", "a.rb", "a.php", "a.kt", "a.sql", "a.tsx", "Makefile"],
      ["{{json y}}", "{{yaml y}}", "'{{html y}}'"],
    ],
  ],
  "an element": [[js, ["<p>{{y}}</p>", "return <p>a</p>", "x = <a /> {{y}}"]]],
  "does not end in its line": [
    [js, ["x = 'a\n{{y}}", 'it is "\n']],
    [py, ["'a\n{{y}}"]],
    [["a.json"], ['"\n{{y}}']],
  ],
  "different places": [
    [js, ["{{#if y}}'{{/if}} + 1", "{{#if y}}/*{{/if}} */", "{{#each y}}`{{/each}}"]],
    [["a.yaml"], ["a: {{#if y}}'{{/if}}b'", "{{#if y}}[{{/if}}a]", "{{#each y}}a: |\n  {{/each}}"]],
    [["a.md"], ["{{#if y}}<b {{/if}}>", "{{#if y}}`{{/if}}a`"]],
  ],
  "inside <script>": [
    [
      ["a.md"],
      [
        "<script>{{y}}</script>",
        "a\n\n<SCRIPT>\n\nb {{y}}",
        "<<script>{{y}}",
        "`` a ` `` <script>{{y}}",
        "` <script>\n\n{{y}}",
        "![a](<script>{{y}})",
      ],
    ],
  ],
  "inside <style>": [[["a.md"], ["<style>{{y}}</style>", "- <style>{{y}}", "> <svg><style>{{y}}"]]],
  attribute: [
    [
      ["a.md"],
      [
        '<a href="{{y}}">',
        '<img src="{{y}}">',
        '<a onclick="{{y}}">',
        '<b title="{{html y}}">',
        '<b style="{{y}}">',
      ],
    ],
  ],
  "not inside quotes": [
    [["a.md"], ["<a {{y}}>", "<a title={{y}}>", "<{{y}}>", "a <https://a.b/{{y}}>"]],
  ],
  "destination or title": [
    [
      ["a.md"],
      [
        "[a]({{y}})",
        '![a](x "{{y}}")',
        "[a](https://a.b/{{y}})",
        "[a]: {{y}}",
        "> [a]: {{y}}",
        "[a](\n{{y}})",
      ],
    ],
  ],
  "inside backticks": [[["a.md"], ["`{{y}}`", "``a ` {{y}}``", "a `b\n{{y}}`"]]],
  "in a block of code": [
    [
      ["a.md"],
      [
        "```\n{{markdown y}}\n```",
        "~~~\n{{html y}}\n~~~",
        "> ```\n> {{cell y}}",
        "```js\na\n``\n{{code y}}",
      ],
    ],
  ],
  "without a helper": [[["a.md"], ["```\n{{y}}\n```", "~~~ts\n{{y}}\n~~~"]]],
  "in the text of Markdown": [
    [["a.md"], ["{{json y}}", "{{html y}}", "{{typescript y}}", "```\na\n```\n{{json y}}"]],
  ],
  "may have ended": [
    [["a.md"], ["- ```\n  a\n\nb {{json y}}", "> ```\na {{json y}}", "1. ```\na"]],
  ],
  "blank line in a tag": [[["a.md"], ["a <b title='\n\n{{y}}", "a <b\n\nc>", "a <!-- b\n\nc -->"]]],
  "facts that are not YAML": [
    [
      ["a.md", "a.html"],
      ["+++\na = {{y}}\n+++\n", "+++\n{{y}}", "+++\n\n'{{y}}'"],
    ],
    [["a.astro"], ["---\nconst a = {{y}};\n---\n", "---\n{{y}}", "---\n'{{html y}}'"]],
  ],
  "in YAML": [
    [
      ["a.md", "a.html", "a.yaml"],
      ["---\na: {{markdown y}}\n---\n", "---\na: {{html y}}\n---", "---\n{{code y}}: 1\n---"],
    ],
  ],
};
