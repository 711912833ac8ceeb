using System.Text.Json.Nodes;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What SAM makes of the functions' events at an API that is in the template, and what it refuses.</summary>
public sealed class ApiTests
{
    private const string Transform = "Transform: AWS::Serverless-2016-10-31\n";

    private const string Globals =
        """
        Globals:
          HttpApi:
            Auth:
              EnableIamAuthorizer: true
              Authorizers:
                Users: { IdentitySource: $request.header.Authorization }

        """;

    private const string Api =
        """
        Resources:
          Api:
            Type: AWS::Serverless::HttpApi
            Properties:
              Auth:
                DefaultAuthorizer: Users
                EnableIamAuthorizer: true
                Authorizers:
                  Users: { IdentitySource: $request.header.Authorization }

        """;

    private const string Rest =
        """
        Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties: { StageName: prod, Auth: { DefaultAuthorizer: AWS_IAM } }

        """;

    private const string Conditional =
        """
        Globals:
          HttpApi:
            Auth: !If [IsProd, { Authorizers: { Users: {} } }, !Ref AWS::NoValue]

        """;

    [Theory]
    [InlineData("", "http", null)]
    [InlineData(Globals, "http", null)]
    [InlineData(Api, "Api", "NONE")]
    [InlineData(Rest, "Api", "NONE")]
    public void A_job_is_open_by_name_only_where_the_API_has_a_default_authorizer_that_SAM_can_leave_out(string text, string api, string? expected)
    {
        using Workbench bench = Write(text, api, "NONE");

        Assert.Equal(expected, Auth(bench)?["Authorizer"]?.ToString());
        Assert.Equal("", bench.Errors);
    }

    [Theory]
    [InlineData("", "http", "Users", "'Users', and SAM does not deploy it so: add it to the Authorizers in Globals.HttpApi.Auth")]
    [InlineData("", "rest", "Users", "'Users', and SAM does not deploy it so: add it to the Authorizers in Globals.Api.Auth")]
    [InlineData("", "http", "AWS_IAM", "EnableIamAuthorizer: true in Globals.HttpApi.Auth")]
    [InlineData(Globals, "http", "Admins", "'Admins'")]
    [InlineData(Api, "Api", "Admins", "add it to the Authorizers in the Auth of 'Api'")]
    [InlineData(Globals, "http", "Users", null)]
    [InlineData(Globals, "http", "AWS_IAM", null)]
    [InlineData(Api, "Api", "Users", null)]
    [InlineData("", "rest", "AWS_IAM", null)]
    [InlineData(Conditional, "http", "Users", null)]
    public void An_authorizer_that_the_API_does_not_have_is_a_warning_before_it_is_a_deployment_that_fails(string text, string api, string authorizer, string? expected)
    {
        using Workbench bench = Write(text, api, authorizer);

        if (expected is null)
            Assert.Equal("", bench.Errors);
        else
            Assert.Contains($"{bench.Template}: warning AJ2012: ", bench.Errors, StringComparison.Ordinal);
        Assert.Contains(expected ?? "", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "rest", "AWS_IAM", "NONE")]
    [InlineData(Rest, "Api", null, "NONE")]
    [InlineData(Api, "Api", "AWS_IAM", null)]
    public void Callers_who_sign_their_requests_need_no_right_to_invoke_a_function(string text, string api, string? authorizer, string? expected)
    {
        // A REST API would call the function with the caller's credentials: arn:aws:iam::*:user/*.
        using Workbench bench = Write(text, api, authorizer);

        Assert.Equal("AWS_IAM", Auth(bench)!["Authorizer"]!.ToString());
        Assert.Equal(expected, Auth(bench)!["InvokeRole"]?.ToString());
    }

    [Theory]
    [InlineData("AWS::ApiGatewayV2::Api", "{ProtocolType: HTTP}", "it is no AWS::Serverless::HttpApi")]
    [InlineData("AWS::ApiGateway::RestApi", "{Name: shop}", "it is no AWS::Serverless::Api")]
    [InlineData("AWS::Serverless::Api", "{StageName: prod, DefinitionUri: openapi.yaml}", "its definition is in another file (DefinitionUri)")]
    [InlineData("AWS::Serverless::HttpApi", "{DefinitionBody: {'Fn::Transform': {Name: 'AWS::Include'}}}", "its definition is the value of a function (DefinitionBody)")]
    [InlineData("AWS::Serverless::HttpApi", "{DefinitionBody: {openapi: 3.0.1, paths: {}}}", null)]
    public void An_API_that_SAM_gives_no_routes_is_a_warning(string type, string properties, string? reason)
    {
        using Workbench bench = Write($"Resources:\n  Api:\n    Type: {type}\n    Properties: {properties}\n", "Api", null);

        Assert.Equal(
            reason is null ? "" : $"{bench.Template}: warning AJ2013: SAM adds no routes to 'Api', since {reason}: it only allows it to call the functions. "
                + "Add the routes there (POST /one, GET /jobs/{id}, DELETE /jobs/{id}), or name another API as AsyncJobsApi. "
                + $"({PublishedPages.OfRule("AJ2013")})",
            bench.Errors.TrimEnd());
    }

    private static Workbench Write(string text, string api, string? authorizer)
    {
        Workbench bench = Workbench.PerJob("template.yaml");
        bench.Text = Transform + text;
        Assert.Equal(0, bench.Write([JobAssembly.Job("one", "/one", authorizer is null ? "" : $"\"authorizer\":\"{authorizer}\"")], "--api", api));
        return bench;
    }

    private static JsonNode? Auth(Workbench bench) => bench.Properties("SampleOneAccept")["Events"]!["Start"]!["Properties"]!["Auth"];
}
