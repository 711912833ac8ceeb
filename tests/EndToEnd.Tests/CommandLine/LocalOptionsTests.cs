using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

public sealed class LocalOptionsTests
{
    [Fact]
    public void Without_arguments_it_is_port_5080_and_a_short_delay()
    {
        LocalOptions options = LocalOptions.Parse([]);

        Assert.Equal("http://localhost:5080/", options.Url.AbsoluteUri);
        Assert.Null(options.DynamoDb);
        Assert.Equal(TimeSpan.FromSeconds(1), options.RetryDelay);
        Assert.False(options.ShowHelp);
        Assert.NotNull(options.Callbacks);
        Assert.NotNull(options.MadeCallbackSecret);
        Assert.Empty(options.CallbackHosts);
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:0", "--dynamodb", "https://db:8000/", "--retry-delay", "0.5")]
    [InlineData("--retry-delay=0.5", "--dynamodb=https://db:8000/", "--urls=http://127.0.0.1:0")]
    public void Each_option_is_read(params string[] args)
    {
        LocalOptions options = LocalOptions.Parse(args);

        Assert.Equal("http://127.0.0.1:0/", options.Url.AbsoluteUri);
        Assert.Equal("https://db:8000/", options.DynamoDb!.AbsoluteUri);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.RetryDelay);
    }

    [Fact]
    public void Callbacks_are_signed_with_the_secret_that_is_given()
    {
        LocalOptions options = LocalOptions.Parse(
            ["--callback-host", "hooks.example.com", "--callback-host=*.example.net:8443", "--callback-secret", "whsec_" + new string('A', 32)]);

        Assert.NotNull(options.Callbacks);
        Assert.Null(options.MadeCallbackSecret);
    }

    [Fact]
    public void Callbacks_without_a_secret_get_one_of_their_own()
    {
        string?[] secrets = [.. Enumerable.Range(0, 2).Select(_ => LocalOptions.Parse(["--callback-host", "hooks.example.com"]).MadeCallbackSecret)];

        Assert.All(secrets, secret => Assert.Equal(32, Convert.FromBase64String(secret!["whsec_".Length..]).Length));
        Assert.NotEqual(secrets[0], secrets[1]);
    }

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://192.168.1.7:5080", false)]
    [InlineData("http://my-laptop.local:5080", false)]
    [InlineData("http://jobs.localhost:5080", false)]
    public void Callbacks_go_to_this_machine_while_only_it_can_start_jobs(string url, bool isAllowed)
    {
        LocalOptions alone = LocalOptions.Parse(["--urls", url]);

        Assert.Equal(
            (isAllowed, isAllowed, isAllowed), (alone.Callbacks is not null, alone.MadeCallbackSecret is not null, alone.AreLoopbackCallbacksAllowed));
        Assert.NotNull(LocalOptions.Parse(["--urls", url, "--callback-host", "hooks.example.com"]).Callbacks);
    }

    [Fact]
    public void A_malformed_secret_is_not_repeated()
    {
        LocalOptionsException exception = Assert.Throws<LocalOptionsException>(
            () => LocalOptions.Parse(["--callback-host", "hooks.example.com", "--callback-secret", "hunter2"]));

        Assert.StartsWith("--callback-secret is malformed. ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_that_can_hurt_is_asked_for()
    {
        LocalOptions options = LocalOptions.Parse(
            ["--isolated", "--concurrency", "3", "--memory=256", "--kill", "2.5", "--throttle", "20", "--duplicates", "10", "--delay", "0.2", "--seed", "7"]);

        Assert.True(options.IsIsolated);
        Assert.Equal(3, options.Concurrency);
        Assert.Equal(256, options.MemoryMegabytes);
        Assert.Equal(2.5, options.Kills);
        Assert.Equal(20, options.Throttled);
        Assert.Equal(10, options.Duplicates);
        Assert.Equal(TimeSpan.FromMilliseconds(200), options.Delay);
        Assert.Equal(7, options.Seed);
        Assert.True(options.HasFaults);
        Assert.False(LocalOptions.Parse(["--isolated"]).HasFaults);
        Assert.NotEqual(LocalOptions.Parse([]).Seed, LocalOptions.Parse([]).Seed);
    }

    [Theory]
    [InlineData(null, "--openapi")]
    [InlineData(null, "--openapi", "--isolated")]
    [InlineData("api.json", "--openapi", "api.json")]
    [InlineData("api.json", "--openapi=api.json")]
    public void The_document_of_the_jobs_goes_to_a_file_where_one_is_named(string? file, params string[] args)
    {
        LocalOptions options = LocalOptions.Parse(args);

        Assert.True(options.WritesOpenApi);
        Assert.Equal(file, options.OpenApiFile);
        Assert.False(LocalOptions.Parse([]).WritesOpenApi);
    }

    [Theory]
    [InlineData("--concurrency", "2")]
    [InlineData("--memory", "128")]
    [InlineData("--kill", "1")]
    [InlineData("--throttle", "1")]
    public void What_is_about_processes_needs_some(string name, string value)
    {
        LocalOptionsException exception = Assert.Throws<LocalOptionsException>(() => LocalOptions.Parse([name, value]));

        Assert.Contains($"{name} is about processes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--isolated", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--callback-host", "https://hooks.example.com/")]
    [InlineData("--callback-host")]
    [InlineData("x")]
    [InlineData("--urls")]
    [InlineData("--urls", "localhost:5080")]
    [InlineData("--urls", "https://localhost")]
    [InlineData("--urls", "http://localhost/base")]
    [InlineData("--dynamodb", "ftp://x")]
    [InlineData("--allow-host", "http://my-laptop.local")]
    [InlineData("--allow-host", "my-laptop.local:5080")]
    [InlineData("--allow-host=")]
    [InlineData("--cors-origin", "localhost:5173")]
    [InlineData("--cors-origin", "http://localhost:5173/")]
    [InlineData("--cors-origin", "null")]
    [InlineData("--cors-origin")]
    [InlineData("--retry-delay", "-1")]
    [InlineData("--retry-delay", "soon")]
    [InlineData("--retry-delay", "1e99")]
    [InlineData("--retry-delay=")]
    [InlineData("--isolated=yes")]
    [InlineData("--concurrency", "0", "--isolated")]
    [InlineData("--memory", "-1", "--isolated")]
    [InlineData("--kill", "101", "--isolated")]
    [InlineData("--duplicates", "many")]
    [InlineData("--delay", "-1")]
    [InlineData("--seed", "x")]
    [InlineData("--openapi=")]
    public void What_is_not_understood_is_said(params string[] args)
    {
        LocalOptionsException exception = Assert.Throws<LocalOptionsException>(() => LocalOptions.Parse(args));

        Assert.Contains(args[0].Split('=')[0], exception.Message, StringComparison.Ordinal);
    }
}
