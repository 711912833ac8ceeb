// libraries: AmazonLambdaCore
// outputkind: exe
// A program that Lambda does not run, though it knows Lambda's types.
using Amazon.Lambda.Core;

await new Checks().Run(args[0]);

public class Checks
{
    public async Task Run(string url)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        Console.WriteLine(await client.GetStringAsync(url, source.Token));
    }

    public static string Name(ILambdaLogger logger) => nameof(ILambdaContext);
}
