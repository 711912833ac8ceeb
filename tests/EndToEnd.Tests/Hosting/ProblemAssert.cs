using System.Net;
using System.Text.Json;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>Checks an error reply as a client relies on it.</summary>
internal static class ProblemAssert
{
    public static async Task<JsonElement> IsAsync(HttpResponseMessage response, HttpStatusCode statusCode, int errorCode)
    {
        Assert.Equal(statusCode, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        JsonElement problem = await JobClient.ReadAsync(response);
        Assert.Equal("about:blank", problem.GetProperty("type").GetString());
        Assert.Equal((int)statusCode, problem.GetProperty("status").GetInt32());
        Assert.Equal(errorCode, problem.GetProperty("errorCode").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("message").GetString());
        Assert.NotEmpty(problem.GetProperty("requestId").GetString()!);
        return problem;
    }
}
