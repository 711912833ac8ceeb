using System.Net;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Contract;

/// <summary>What the sample does in every form: as a program of the runtime, compiled to native code, and on either store.</summary>
public abstract class SampleContract(LinkServer links)
{
    private protected abstract JobClient Client { get; }

    [Fact]
    public async Task A_job_is_accepted_with_its_URL_and_its_status_document()
    {
        using HttpResponseMessage response = await Client.PostAsync("/summaries/cities", """{"csv":"a\n1\n"}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        JsonElement job = await JobClient.ReadAsync(response);
        string id = job.GetProperty("id").GetString()!;
        Assert.Matches("^[0-9a-z]{26}$", id);
        Assert.Equal($"/jobs/{id}", response.Headers.Location!.OriginalString);
        Assert.Equal(
            ["id", "job", "status", "createdAt", "startedAt", "finishedAt", "attempt", "progress", "result", "error", "correlationId"],
            job.EnumerateObject().Select(property => property.Name));
        Assert.Equal("summaries", job.GetProperty("job").GetString());
        Assert.Equal("PENDING", job.GetProperty("status").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", job.GetProperty("createdAt").GetString());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("startedAt").ValueKind);
        Assert.Equal(0, job.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task Who_would_rather_wait_gets_the_end_of_the_job_at_once()
    {
        using HttpResponseMessage response = await Client.PostAsync("/summaries/cities", """{"csv":"a\n1\n"}""", ("Prefer", "wait=20"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("wait=20", Assert.Single(response.Headers.GetValues("Preference-Applied")));
        JsonElement job = await JobClient.ReadAsync(response);
        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        string url = response.Content.Headers.ContentLocation!.OriginalString;
        Assert.Equal($"/jobs/{job.GetProperty("id").GetString()}", url);
        using HttpResponseMessage again = await Client.SendAsync("GET", url);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_start_with_a_callback_to_elsewhere_is_refused()
    {
        using HttpResponseMessage response = await Client.PostAsync(
            "/summaries/cities", """{"csv":"a\n1\n"}""", ("x-callback-url", "https://hooks.example.com/"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("may not go to", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_succeeds()
    {
        JsonElement job = await Client.RunAsync("/summaries/cities?delimiter=;", """{"csv":"city;people\nParis;2102650\nLyon;522250\n"}""");

        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
        Assert.Equal(1, job.GetProperty("progress").GetProperty("fraction").GetDouble());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        JsonAssert.Equal(
            """
            {"name":"cities","rows":2,"columns":[
              {"name":"city","count":2,"empty":0,"distinct":2},
              {"name":"people","count":2,"empty":0,"min":522250,"max":2102650,"mean":1312450}]}
            """,
            job.GetProperty("result"));
    }

    [Fact]
    public async Task A_form_is_a_body_as_well()
    {
        using FormUrlEncodedContent form = new([new("csv", "city\nParis & Lyon\n")]);
        using HttpResponseMessage response = await Client.Http.PostAsync("/summaries/cities", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        JsonElement job = await Client.WaitForEndAsync(response.Headers.Location!.OriginalString);
        Assert.Equal(1, job.GetProperty("result").GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task Links_are_checked()
    {
        string request = $$"""
            {"urls":["{{links.Address}}/good","{{links.Address}}/missing","ftp://example.org/","{{links.Address}}/moved"]}
            """;
        JsonElement job = await Client.RunAsync("/link-checks", request);

        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal("4 of 4", job.GetProperty("progress").GetProperty("message").GetString());
        JsonAssert.Equal(
            $$"""
            {"checked":4,"ok":2,"broken":[
              {"url":"{{links.Address}}/missing","reason":"HTTP 404"},
              {"url":"ftp://example.org/","reason":"not an http or https URL"}],"skipped":0}
            """,
            job.GetProperty("result"));
    }

    [Fact]
    public async Task A_job_that_throws_JobException_is_FAILED_with_its_code()
    {
        JsonElement job = await Client.RunAsync("/summaries/broken", """{"csv":"a,b\n1,\"2\n3,4\n"}""");

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("result").ValueKind);
        JsonElement error = job.GetProperty("error");
        Assert.Equal(10011, error.GetProperty("errorCode").GetInt32());
        Assert.Equal("Line 2 of the CSV: a quote is opened here and never closed.", error.GetProperty("message").GetString());
        Assert.NotEmpty(error.GetProperty("requestId").GetString()!);
    }

    [Fact]
    public async Task A_running_job_can_be_cancelled()
    {
        string url = await Client.StartAsync("/link-checks", $$"""{"urls":["{{links.Address}}/hanging"]}""");
        await Client.WaitAsync(url, job => job.GetProperty("status").GetString() == "RUNNING");

        using HttpResponseMessage asked = await Client.SendAsync("DELETE", url);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);

        JsonElement job = await Client.WaitForEndAsync(url);
        Assert.Equal("CANCELLED", job.GetProperty("status").GetString());

        using HttpResponseMessage again = await Client.SendAsync("DELETE", url);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("CANCELLED", (await JobClient.ReadAsync(again)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Progress_shows_while_a_job_runs()
    {
        string url = await Client.StartAsync("/link-checks", $$"""{"urls":["{{links.Address}}/good","{{links.Address}}/hanging"]}""");

        JsonElement job = await Client.WaitAsync(url, job => job.GetProperty("progress").ValueKind is JsonValueKind.Object);
        Assert.Equal("RUNNING", job.GetProperty("status").GetString());
        Assert.Equal("1 of 2", job.GetProperty("progress").GetProperty("message").GetString());
        Assert.Equal(0.5, job.GetProperty("progress").GetProperty("fraction").GetDouble());

        using HttpResponseMessage asked = await Client.SendAsync("DELETE", url);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
    }

    [Fact]
    public async Task The_same_key_and_input_give_the_same_job_and_another_input_is_refused()
    {
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());
        string first = await Client.StartAsync("/summaries/once", """{"csv":"a\n1\n"}""", key);
        JsonElement done = await Client.WaitForEndAsync(first);

        using HttpResponseMessage repeated = await Client.PostAsync("/summaries/once", """{"csv":"a\n1\n"}""", key);
        Assert.Equal(HttpStatusCode.Accepted, repeated.StatusCode);
        Assert.Equal(first, repeated.Headers.Location!.OriginalString);
        Assert.Null(repeated.Headers.RetryAfter);
        JsonAssert.Equal(done.GetRawText(), await JobClient.ReadAsync(repeated));

        using HttpResponseMessage other = await Client.PostAsync("/summaries/once", """{"csv":"a\n2\n"}""", key);
        await ProblemAssert.IsAsync(other, HttpStatusCode.UnprocessableEntity, JobErrorCodes.IdempotencyKeyReused);
    }

    [Fact]
    public async Task Bad_input_is_refused_with_every_fault()
    {
        using HttpResponseMessage response = await Client.PostAsync("/link-checks?withinSeconds=soon", """{"urls":[1]}""");

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, JobErrorCodes.BadRequest);
        JsonElement[] errors = [.. problem.GetProperty("errors").EnumerateArray()];
        Assert.Equal(2, errors.Length);
        Assert.Contains(errors, error => error.GetProperty("in").GetString() == "query" && error.GetProperty("name").GetString() == "withinSeconds");
        Assert.Contains(errors, error => error.GetProperty("in").GetString() == "body" && error.GetProperty("name").GetString() == "$.urls[0]");
    }

    [Fact]
    public async Task Many_jobs_can_start_at_once()
    {
        JsonElement[] jobs = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Client.RunAsync($"/summaries/table-{i}", $$"""{"csv":"n\n{{i}}\n"}""")));

        Assert.All(jobs, job => Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString()));
        Assert.Equal(40, jobs.Select(job => job.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => ($"table-{i}", (double)i)),
            jobs.Select(job => job.GetProperty("result")).Select(result => (result.GetProperty("name").GetString()!, result.GetProperty("columns")[0].GetProperty("max").GetDouble())));
    }
}
