using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class PartnerClient : HttpClient
{
    public PartnerClient()
        : base(new BudgetHandler("partner", new SocketsHttpHandler()))
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan;
    }

    public Task<string> Offer(string id) => GetStringAsync("offers/" + id);
}
