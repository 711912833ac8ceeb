// libraries: AmazonLambdaCore, NUnit
using Amazon.Lambda.Core;
using NUnit.Framework;

[TestFixture]
public class FunctionTests
{
    [Test, NUnit.Framework.Timeout(5000)]
    public async Task Answers()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await http.GetAsync("https://localhost");
    }
}
