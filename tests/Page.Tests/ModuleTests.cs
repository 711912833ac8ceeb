using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>Modules of the page, each by itself, in the browser.</summary>
public sealed class ModuleTests(ModulePage page) : IClassFixture<ModulePage>
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("it's")]
    [InlineData("'")]
    [InlineData("a b\"$HOME\" `id` $(id) \\ \\n !! * ? ~ # ; & | < > ( ) { } [ ]")]
    [InlineData("@file")]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("\r\u001b[2J\u0007\u007f'\\7")]
    [InlineData("é € 😀")]
    public async Task A_quoted_text_is_one_word_of_a_shell_and_the_same_text(string text)
    {
        string quoted = (await RunAsync("shell-quoting.js", "module.shellQuote(input)", text)).GetString()!;

        using Process shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"printf '<%s>' {quoted}"]) { RedirectStandardOutput = true })!;
        Assert.Equal($"<{text}>", await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(-300, 800, 0, 18)]
    [InlineData(0, 800, 0, 25)]
    [InlineData(4000, 800, 95, 125)]
    [InlineData(399_800, 800, 9990, 10_000)]
    [InlineData(900_000, 800, 10_000, 10_000)]
    [InlineData(-5000, 800, 0, 0)]
    public async Task Rows_in_view_are_those_and_a_few_around(int top, int height, int first, int end)
    {
        JsonElement rows = await RunAsync("windowing.js", "module.rowsInView(input[0], input[1], 40, 10000, 5)", new[] { top, height });

        Assert.Equal((first, end), (rows.GetProperty("first").GetInt32(), rows.GetProperty("end").GetInt32()));
    }

    [Theory]
    [InlineData("c d", 2, "x y a b c d", 80)]
    [InlineData("c d", 2, "x a b d", 0)]
    [InlineData("c d", 2, "a d", -80)]
    [InlineData("c d", 2, "x", 0)]
    public async Task A_row_stays_where_it_is(string inView, int index, string after, int shift)
    {
        JsonElement pixels = await RunAsync(
            "windowing.js",
            "module.scrollToStay(input.inView, input.index, new Map(input.after.map((id, place) => [id, place])), 40)",
            new { inView = inView.Split(' '), index, after = after.Split(' ') });

        Assert.Equal(shift, pixels.GetInt32());
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "string", false)]
    [InlineData("""{"type":["string","null"]}""", "string", true)]
    [InlineData("""{"type":["string","integer"],"pattern":"^-?[0-9]+$"}""", "integer", false)]
    [InlineData("""{"type":["string","boolean"]}""", "json", false)]
    [InlineData("""{"enum":["a","b",null]}""", "choice", true)]
    [InlineData("""{"const":"a"}""", "constant", false)]
    [InlineData("""{"type":"object"}""", "json", false)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", "map", false)]
    [InlineData("""{"$ref":"#/components/schemas/node"}""", "object", false)]
    [InlineData("""{"anyOf":[{"$ref":"#/components/schemas/node"},{"type":"null"}]}""", "object", true)]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", "variants", false)]
    [InlineData("""{"allOf":[{"type":"object","properties":{"a":{}}},{"properties":{"b":{}}}]}""", "object", false)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "array", false)]
    [InlineData("{}", "json", false)]
    [InlineData("true", "json", false)]
    public async Task A_schema_has_the_field_that_suits_it(string schema, string kind, bool isNullable)
    {
        JsonElement shape = await RunAsync("schema-shape.js", $"module.shapeOf(input, {Resolve})", JsonDocument.Parse(schema).RootElement);

        Assert.Equal((kind, isNullable), (shape.GetProperty("kind").GetString(), shape.GetProperty("isNullable").GetBoolean()));
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5}""", "6", false)]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5}""", "5", true)]
    [InlineData("""{"type":"integer","exclusiveMinimum":1}""", "1", false)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":"number","multipleOf":0.5}""", "1.25", false)]
    [InlineData("""{"type":"string","pattern":"b"}""", "abc", true)]
    [InlineData("""{"type":"string","pattern":"^b"}""", "abc", false)]
    [InlineData("""{"type":"string","format":"uuid"}""", "0f8fad5b-d9cb-469f-a165-70867728950e", true)]
    [InlineData("""{"type":"string","format":"uuid"}""", "0f8fad5b", false)]
    [InlineData("""{"type":"string"}""", "", false)]
    [InlineData("{}", "{\"a\":1}", true)]
    [InlineData("{}", "{a:1}", false)]
    public async Task The_limits_of_a_schema_are_those_of_its_field(string schema, string text, bool isValid)
    {
        JsonElement answer = await RunAsync(
            "schema-fields.js",
            $$"""
            (() => {
              const field = module.fieldOf(input.schema, { label: 'x', isRequired: true, resolve: {{Resolve}}, onStructure() {} });
              const control = field.element.querySelector('input, textarea');
              control.value = input.text;
              control.dispatchEvent(new Event('input'));
              return control.checkValidity();
            })()
            """,
            new { schema = JsonDocument.Parse(schema).RootElement, text });

        Assert.Equal(isValid, answer.GetBoolean());
    }

    [Fact]
    public async Task A_form_gives_back_what_was_written_into_it()
    {
        const string Schema =
            """
            {"type":"object","required":["shape","list","none","when"],"properties":{
              "shape":{"anyOf":[
                {"type":"object","required":["$type","radius"],"properties":{"$type":{"const":"circle"},"radius":{"type":"number"}}},
                {"type":"object","required":["$type","side"],"properties":{"$type":{"const":"square"},"side":{"type":"number"}}}]},
              "list":{"type":"array","items":{"type":"array","items":{"type":"integer"}}},
              "none":{"type":["string","null"]},
              "when":{"type":"string","format":"date-time"},
              "map":{"type":"object","additionalProperties":{"type":"string"}},
              "any":{},
              "node":{"$ref":"#/components/schemas/node"}}}
            """;
        const string Value =
            """
            {"shape":{"$type":"square","side":2.5},"list":[[1,2],[12345678901234567890]],"none":null,"when":"2026-03-01T12:30:15.000Z",
            "map":{"a.b":"c"},"any":{"x":[true]},"node":{"next":{"next":{}}}}
            """;

        JsonElement text = await RunAsync(
            "schema-fields.js",
            $$"""
            (async () => {
              const { keepNumber } = await import('/_page/simple-controls.js');
              const field = module.fieldOf(input.schema, { label: 'x', isRequired: true, resolve: {{Resolve}}, onStructure() {} });
              field.write(JSON.parse(input.value, keepNumber));
              const paths = [];
              field.visit('$', (path) => paths.push(path));
              return [JSON.stringify(field.read()), ...paths];
            })()
            """,
            new { schema = JsonDocument.Parse(Schema).RootElement, value = Value });

        string[] answer = text.Deserialize<string[]>()!;
        Assert.Equal(Value.ReplaceLineEndings(""), answer[0]);
        Assert.Contains("$.list[1][0]", answer);
        Assert.Contains("$.map['a.b']", answer);
    }

    [Fact]
    public async Task A_request_is_put_together_of_its_parameters()
    {
        JsonElement request = await RunAsync(
            "start-request.js",
            """
            module.buildRequest('POST', '/a/{x}/b', [
              { name: 'x', in: 'path', value: 'ü /?' },
              { name: 'q', in: 'query', value: ['1&2', true] },
              { name: 'none', in: 'query', value: undefined },
              { name: 'H', in: 'header', value: 'v' },
            ], { type: 'text/plain', text: 'body' })
            """,
            0);

        Assert.Equal("/a/%C3%BC%20%2F%3F/b?q=1%262&q=true", request.GetProperty("path").GetString());
        Assert.Equal("""[["Content-Type","text/plain"],["H","v"]]""", request.GetProperty("headers").GetRawText());
    }

    [Theory]
    [InlineData("path", ".")]
    [InlineData("path", "..")]
    [InlineData("path", "")]
    [InlineData("header", "a\nb")]
    [InlineData("header", "é")]
    public async Task What_cannot_be_sent_is_refused(string place, string value)
    {
        JsonElement refused = await RunAsync(
            "start-request.js",
            """
            (() => {
              try {
                return module.buildRequest('POST', input.place === 'path' ? '/{x}' : '/', [{ name: 'x', in: input.place, value: input.value }]).path;
              } catch (error) {
                return error.parameter;
              }
            })()
            """,
            new { place, value });

        Assert.Equal($"{place}:x", refused.GetString());
    }

    [Theory]
    [InlineData(0, "0 s", "0 ms")]
    [InlineData(59_999, "59 s", "59 s")]
    [InlineData(1234, "1 s", "1.2 s")]
    [InlineData(184_000, "3 min", "3 min 04 s")]
    [InlineData(7_500_000, "2 h", "2 h 05 min")]
    [InlineData(400_000_000, "4 d", "111 h 06 min")]
    public async Task Times_are_short(int milliseconds, string age, string duration)
    {
        JsonElement texts = await RunAsync("times.js", "[module.formatAge(input), module.formatDuration(input)]", milliseconds);

        Assert.Equal([age, duration], texts.Deserialize<string[]>()!);
    }

    private const string Resolve =
        """((node) => node?.$ref ? { type: 'object', properties: { next: { $ref: '#/components/schemas/node' } } } : node)""";

    private Task<JsonElement> RunAsync(string module, string code, object input) => page.RunAsync(module, code, input);
}
