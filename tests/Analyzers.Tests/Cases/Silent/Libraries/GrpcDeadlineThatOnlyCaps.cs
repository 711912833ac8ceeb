// libraries: AmazonLambdaCore, GrpcQuotes
using AsyncJobs;
using Grpc.Core;
using Quotes.V1;

public sealed class Jobs(QuoteService.QuoteServiceClient quotes)
{
    [AsyncJob("POST /quotes")]
    public async Task<double> Quote(string symbol, JobContext job)
    {
        QuoteRequest request = new() { Symbol = symbol };
        CallOptions options = new(deadline: DateTime.UtcNow.AddSeconds(5), cancellationToken: job.CancellationToken);
        return (await quotes.GetQuoteAsync(request, options)).Price
            + (await quotes.GetQuoteAsync(request, deadline: DateTime.UtcNow.AddSeconds(3), cancellationToken: job.CancellationToken)).Price;
    }
}
