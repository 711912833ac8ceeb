using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Web;
using AsyncJobs.Binding;
using AsyncJobs.EndToEnd.Tests.Isolation;
using AsyncJobs.EndToEnd.Tests.OpenApi;
using AsyncJobs.Jobs;
using AsyncJobs.Local;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>The request that the local host suggests where the application names none.</summary>
public sealed class LocalCurlTests(IsolatedTroubleHost host) : IClassFixture<IsolatedTroubleHost>
{
    [Fact]
    public async Task The_printed_line_starts_a_job()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The line is for a POSIX shell.");
        string line = Assert.Single(host.Process.Output.Split('\n'), static line => line.StartsWith("  curl ", StringComparison.Ordinal));

        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string reply = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 202 Accepted", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_request_must_have_is_in_it_and_nothing_else()
    {
        DescribedJob<NoResult> job = new("parcels", "POST", "/parcels/{from}/of/{day}", static args =>
        {
            args.Query("limit").Required(Scalar.Integer<byte>());
            args.Query("is it").Required(Scalar.String);
            args.Query("limit").Required(Scalar.Integer<byte>());
            args.Query("ratio").Nullable(Scalar.Floating<double>());
            args.Route("day").Required(Scalar.DateOnly);
            args.Route("from").Required(Scalar.String);
            args.Query("tags").Array(Scalar.String);
            args.Header("x-tenant").Required(Scalar.Enum<Priority>());
            args.Header("x-trace").Optional(Scalar.String, "none");
            args.Body(JobJson.Reflected<int[]>());
        })
        {
            RequireIdempotencyKey = true,
        };

        Assert.Equal(
            "curl -i 'http://h/parcels/from/of/2026-01-31?limit=1&is%20it=is%20it' -H 'x-tenant: Economy' -H 'Idempotency-Key: try-1'"
                + " -H 'content-type: application/json' -d '[]'",
            LocalCurl.Of("http://h", job));
    }

    [Fact]
    public void A_body_has_what_its_type_must_have_and_can_be_read()
    {
        JsonTypeInfo<Shipment> type = JobJson.Reflected<Shipment>();
        string line = LocalCurl.Of("http://h", new DescribedJob<NoResult>("shipments", "POST", "/shipments", args => args.Body(type)));

        string json = line.Split(" -d '")[1].TrimEnd('\'');
        Assert.NotEqual("{}", json);
        Assert.NotNull(JsonSerializer.Deserialize(json, type));
    }

    [Fact]
    public void A_job_without_a_body_gets_none() =>
        Assert.Equal("curl -i -X POST 'http://h/parcels'", LocalCurl.Of("http://h", new DescribedJob<NoResult>("parcels", "POST", "/parcels", static _ => { })));

    [Fact]
    public void A_value_of_each_type_is_one_that_the_job_reads()
    {
        (string Name, Action<ArgumentReader> Bind, Func<byte[], bool> IsRead)[] all =
        [
            Of("boolean", Scalar.Boolean), Of("char", Scalar.Char), Of("string", Scalar.String), Of("guid", Scalar.Guid), Of("uri", Scalar.Uri),
            Of("int", Scalar.Integer<int>()), Of("sbyte", Scalar.Integer<sbyte>()), Of("huge", Scalar.Integer<UInt128>()), Of("double", Scalar.Floating<double>()),
            Of("decimal", Scalar.Floating<decimal>()), Of("time", Scalar.DateTime), Of("offset", Scalar.DateTimeOffset), Of("date", Scalar.DateOnly),
            Of("clock", Scalar.TimeOnly), Of("span", Scalar.TimeSpan), Of("enum", Scalar.Enum<Priority>()), Of("flags", Scalar.Enum<AttributeTargets>()),
        ];

        string line = LocalCurl.Of("http://h", new DescribedJob<NoResult>("all", "POST", "/all", args => Array.ForEach(all, one => one.Bind(args))));

        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(new Uri(line.Split('\'')[1]).Query);
        Assert.All(all, one => Assert.True(one.IsRead(Encoding.UTF8.GetBytes(query[one.Name]!)), $"{one.Name}={query[one.Name]}"));
    }

    private static (string Name, Action<ArgumentReader> Bind, Func<byte[], bool> IsRead) Of<T>(string name, Scalar<T> scalar)
        where T : notnull => (name, args => args.Query(name).Required(scalar), text => scalar.TryParse(text, out _));
}
