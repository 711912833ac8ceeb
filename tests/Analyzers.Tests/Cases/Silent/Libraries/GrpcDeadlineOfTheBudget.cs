// libraries: AmazonLambdaCore, GrpcQuotes
using AsyncJobs;
using Grpc.Core;
using Quotes.V1;

public sealed class Jobs(QuoteService.QuoteServiceClient quotes)
{
    [AsyncJob("POST /quotes")]
    public async Task<double> Quote(string symbol, JobContext job)
    {
        DateTime? deadline = job.Budget.Deadline is null ? null : DateTime.UtcNow + job.Budget.Remaining;
        var options = new CallOptions(deadline: deadline, cancellationToken: job.CancellationToken);
        return (await quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, options)).Price;
    }
}
