// outputkind: exe
using Amazon.Lambda.Core;

using var cts = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cts.Cancel();
};
using var http = new HttpClient();
Console.WriteLine(await http.GetStringAsync("https://example.com", cts.Token));
