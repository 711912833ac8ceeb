using System.Text;
using AsyncJobs.Generator.Tests.Harness;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Generator.Tests;

/// <summary>Any route with any parameters that are valid together must compile.</summary>
public sealed class GeneratedShapesTests
{
    private static readonly string[] s_scalars =
    [
        "string", "bool", "char", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint", "Int128", "UInt128", "Half", "float",
        "double", "decimal", "Guid", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Uri", "DayOfWeek", "Jobs.Inner",
    ];

    private static readonly string[] s_bodies =
        ["Body", "Body?", "Dictionary<string, int>", "(int A, string? B)", "List<Body>", "object", "[FromBody] int", "[FromBody] string?", "Body[]", "(int, Guid)?"];

    private static readonly string[] s_collections = ["{0}[]", "{0}[]?", "List<{0}>", "IReadOnlyList<{0}>?", "IEnumerable<{0}>", "ICollection<{0}>"];

    private static readonly string[] s_returns =
        ["void", "Task", "ValueTask", "int", "Body?", "Task<Body>", "ValueTask<string?>", "(int A, Body? B)", "Task<List<Body?>>", "Guid?", "ValueTask<Jobs.Inner>"];

    private static readonly string[] s_names =
        ["id", "name", "@class", "@event", "value", "job", "args", "client", "input", "options", "cancellationToken", "type", "field", "record", "ID2", "_x", "état", "reply", "@default", "@in", "scalar"];

    [Fact]
    public void Any_valid_job_compiles() =>
        Prop.ForAll(Sources().ToArbitrary(), static source => { GeneratorRun.Strict(TestProject.Of(source).WithClient()); })
            .Check(RandomCases.Config.WithMaxTest(40).WithQuietOnSuccess(true));

    private static Gen<string> Sources() =>
        from names in Gen.Shuffle(s_names)
        from kinds in Gen.ArrayOf(Gen.Choose(0, 6), 10)
        from types in Gen.ArrayOf(Gen.Elements(s_scalars), 10)
        from collections in Gen.ArrayOf(Gen.Elements(s_collections), 10)
        from body in Gen.Elements(s_bodies)
        from result in Gen.Elements(s_returns)
        from isStatic in Gen.Elements(true, false)
        from count in Gen.Choose(0, 10)
        select Write([.. names.Zip(kinds, types).Take(count)], collections, body, result, isStatic);

    private static string Write((string Name, int Kind, string Type)[] parameters, string[] collections, string body, string result, bool isStatic)
    {
        StringBuilder route = new("/jobs-of");
        List<string> required = [];
        List<string> optional = [];
        bool hasBody = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            (string name, int kind, string type) = parameters[i];
            switch (kind)
            {
                case 0 when char.IsAscii(name[^1]) && char.IsAscii(name[0]):
                    route.Append("/{").Append(name.TrimStart('@')).Append('}');
                    required.Add($"{type} {name}");
                    break;
                case 1:
                    required.Add($"{type}? {name}");
                    break;
                case 2:
                    required.Add($"[FromHeader(Name = \"X-{i}\")] {type} {name}");
                    break;
                case 3:
                    optional.Add($"{type}? {name} = null");
                    break;
                case 4:
                    required.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, collections[i], type) + " " + name);
                    break;
                case 5 when !hasBody:
                    hasBody = true;
                    required.Add($"{body} {name}");
                    break;
                default:
                    required.Add($"{type} {name}");
                    break;
            }
        }

        return $$"""
            namespace Acme;

            public sealed record Body(int Id, Body? Next = null);

            public class Jobs
            {
                public enum Inner { A, B }

                [AsyncJob("POST {{route}}")]
                public {{(isStatic ? "static " : "")}}{{result}} Run({{string.Join(", ", [.. required, "CancellationToken token", .. optional])}}) => throw new InvalidOperationException();
            }
            """;
    }
}
