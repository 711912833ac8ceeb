using Amazon.Lambda.Core;

public class Importer
{
    private static readonly HttpClient s_http = new();
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(5);

    public async Task<int> Handler(string[] pages, ILambdaContext context)
    {
        int page;
        for (page = 0; page < pages.Length; page++)
        {
            if (context.RemainingTime < s_reserve)
                break;

            using var cts = new CancellationTokenSource();
            cts.CancelAfter(context.RemainingTime > s_reserve ? context.RemainingTime - s_reserve : TimeSpan.Zero);
            await s_http.GetStringAsync(pages[page], cts.Token);
        }

        return page;
    }
}
