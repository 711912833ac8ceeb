using System.Text.Json.Nodes;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

public sealed class LocationTests
{
    [Theory]
    [InlineData(SampleEvent.HttpApi, "/prod/jobs/")]
    [InlineData(SampleEvent.FunctionUrl, "/jobs/")]
    [InlineData(SampleEvent.RestApi, "/live/jobs/")]
    [InlineData(SampleEvent.LoadBalancer, "/jobs/")]
    [InlineData(SampleEvent.LoadBalancerMultiValue, "/jobs/")]
    public async Task The_location_keeps_the_stage_that_the_client_called(string name, string prefix)
    {
        Reply reply = await new Bed().AcceptAsync(SampleEvent.Read(name));

        Assert.Equal(prefix + reply.Id, reply.Location);
    }

    [Fact]
    public async Task The_default_stage_is_not_in_the_path()
    {
        Reply reply = await new Bed().AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            root["rawPath"] = "/reports/a";
            root["requestContext"]!["stage"] = "$default";
        }));

        Assert.Equal("/jobs/" + reply.Id, reply.Location);
    }

    [Fact]
    public async Task An_event_without_domain_and_stage_tells_by_its_path()
    {
        Reply reply = await new Bed().AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            root["rawPath"] = "/base/reports/a";
            root["requestContext"]!.AsObject().Remove("stage");
            root["requestContext"]!.AsObject().Remove("domainName");
        }));

        Assert.Equal($"/base/jobs/{reply.Id}", reply.Location);
    }

    [Theory]
    [InlineData("https://example.com/v1/reports/a%2Fb", "https://example.com/v1/jobs/")]
    [InlineData("https://example.com/reports/a", "https://example.com/jobs/")]
    public async Task Behind_a_custom_domain_the_location_is_relative_to_the_request(string called, string expected)
    {
        // The base path that the domain maps is in no member of the event.
        Reply reply = await new Bed().AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            root["rawPath"] = "/reports/a";
            root["requestContext"]!["domainName"] = "example.com";
        }));

        Assert.Equal(expected + reply.Id, new Uri(new Uri(called), reply.Location).AbsoluteUri);
    }

    [Fact]
    public async Task Behind_a_custom_domain_REST_API_tells_the_base_path()
    {
        Reply reply = await new Bed().AcceptAsync(SampleEvent.Read(SampleEvent.RestApi, root =>
        {
            root["path"] = "/v1/reports/a";
            root["requestContext"]!["path"] = "/v1/reports/a";
            root["requestContext"]!["domainName"] = "example.com";
        }));

        Assert.Equal("/v1/jobs/" + reply.Id, reply.Location);
    }

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com/jobs/")]
    [InlineData("https://api.example.com/v1/", "https://api.example.com/v1/jobs/")]
    public async Task With_a_public_url_the_location_is_absolute(string publicUrl, string prefix)
    {
        Reply reply = await new Bed(publicUrl: new Uri(publicUrl)).AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));

        Assert.Equal(prefix + reply.Id, reply.Location);
    }

    [Theory]
    [InlineData("//evil.example/reports/a")]
    [InlineData("/\r\nx: y/reports/a")]
    [InlineData("/\\evil.example/reports/a")]
    [InlineData("/\"}/reports/a")]
    [InlineData("/ü/reports/a")]
    public async Task A_path_that_is_no_base_path_does_not_get_into_the_location(string path)
    {
        foreach (string name in SampleEvent.Names)
        {
            Reply reply = await new Bed().AcceptAsync(SampleEvent.Read(name, root => SetPath(root, path)));

            Uri called = new("https://example.com/reports/a");
            Uri location = new(called, reply.Location);
            Assert.Equal("example.com", location.Host);
            Assert.EndsWith("/jobs/" + reply.Id, location.AbsolutePath, StringComparison.Ordinal);
        }
    }

    private static void SetPath(JsonObject root, string path)
    {
        root[root.ContainsKey("rawPath") ? "rawPath" : "path"] = path;
        if (root["requestContext"]!["path"] is not null)
            root["requestContext"]!["path"] = path;

        // With a router in front the placeholder is known without the path.
        root["pathParameters"] = new JsonObject { ["name"] = "a" };
    }
}
