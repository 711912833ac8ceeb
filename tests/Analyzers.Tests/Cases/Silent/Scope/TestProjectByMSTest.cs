// libraries: AmazonLambdaCore, MSTest
using Amazon.Lambda.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

[TestClass]
public class FunctionTests
{
    [TestMethod]
    public async Task Answers()
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync("https://localhost").WaitAsync(TimeSpan.FromSeconds(5));
        Console.WriteLine(text);
    }
}
