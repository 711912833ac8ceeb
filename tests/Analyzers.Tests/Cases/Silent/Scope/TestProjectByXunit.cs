// libraries: AmazonLambdaCore, AmazonLambdaTestUtilities, Xunit
using Amazon.Lambda.TestUtilities;
using Xunit;

public class FunctionTests
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(5) };

    [Fact(Timeout = 10_000)]
    public async Task Answers()
    {
        var context = new TestLambdaContext { RemainingTime = TimeSpan.FromSeconds(30) };
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.NotNull(await s_http.GetStringAsync("https://localhost", cts.Token));
        Assert.NotNull(await s_http.GetStringAsync("https://localhost").WaitAsync(context.RemainingTime));
    }
}
