// libraries: AmazonLambdaCore, PollyV8
// A lambda or local function that is gone with the method keeps no client.
using Amazon.Lambda.Core;
using AsyncJobs;
using Polly;

public interface ITries
{
    Task<string> Run(Func<Task<string>> call);
}

public class Tries : ITries
{
    public async Task<string> Run(Func<Task<string>> call) => await call();
}

public interface IQueue
{
    Task<string> Run(Func<Task<string>> call);
}

public class Queue : IQueue
{
    private readonly Queue<Func<Task<string>>> _calls = new();

    public Task<string> Run(Func<Task<string>> call)
    {
        _calls.Enqueue(call);
        return Task.FromResult("");
    }
}

public class Function(ITries tries, IQueue queue)
{
    private static readonly ResiliencePipeline s_retries = new ResiliencePipelineBuilder().Build();

    public async Task<string> GoOn(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        HttpClient client = {|AJ1008:new HttpClient()|};
        return await client.GetStringAsync(url, budget.Token).ContinueWith(
            page => client.GetStringAsync(page.Result, budget.Token).Result, budget.Token);
    }

    public async Task<string[]> Fan(string[] urls, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new()|};
        List<Task<string>> tasks = [];
        foreach (string url in urls)
            tasks.Add(Task.Run(async () => await client.GetStringAsync(url, budget.Token)));
        return await Task.WhenAll(tasks);
    }

    public async Task<string[]> Select(string[] urls, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new()|};
        return await Task.WhenAll(urls.Select(url => client.GetStringAsync(url, budget.Token)));
    }

    public async Task Loop(string[] urls, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new()|};
        await Parallel.ForEachAsync(urls, budget.Token, async (url, token) => await client.GetStringAsync(url, token));
    }

    public async Task<string> Local(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new()|};
        return await Get(3) + string.Concat(await Task.WhenAll(new[] { 1, 2 }.Select(Get)));

        async Task<string> Get(int tries)
        {
            try
            {
                return await client.GetStringAsync(url, budget.Token);
            }
            catch (HttpRequestException) when (tries > 0)
            {
                return await Get(tries - 1);
            }
        }
    }

    public async Task<string> Variable(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new()|};
        Func<Task<string>> get = () => client.GetStringAsync(url, budget.Token);
        return await get() + await Twice(get);
    }

    public async Task<string> Tried(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new()|};
        return await Twice(() => client.GetStringAsync(url, budget.Token))
            + await s_retries.ExecuteAsync(async token => await client.GetStringAsync(url, token), budget.Token);
    }

    public async Task<string> Others(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        HttpClient client = {|AJ1008:new()|};
        HttpClient kept = new();
        return await tries.Run(() => client.GetStringAsync(url, budget.Token)) + await queue.Run(() => kept.GetStringAsync(url, budget.Token));
    }

    private static async Task<string> Twice(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException)
        {
            return await Task.Run(() => call());
        }
    }
}

public class Feed
{
    private readonly List<Func<CancellationToken, Task<string>>> _later = [];
    private readonly List<Task> _loops = [];
    private Func<CancellationToken, Task<string>>? _get;
    private Timer? _timer;
    private Task? _loop;

    public event EventHandler<CancellationToken>? Asked;

    public void Begin(string url, CancellationToken token)
    {
        HttpClient kept = new();
        _get = cancellation => kept.GetStringAsync(url, cancellation);

        HttpClient listed = new();
        _later.Add(cancellation => listed.GetStringAsync(url, cancellation));

        HttpClient asked = new();
        Asked += (_, cancellation) => asked.GetStringAsync(url, cancellation);

        HttpClient timed = new();
        _timer = new Timer(_ => timed.GetStringAsync(url, token), null, 0, 1000);

        HttpClient looping = new();
        _loop = Task.Run(async () =>
        {
            while (!token.IsCancellationRequested)
                await looping.GetStringAsync(url, token);
        });

        HttpClient among = new();
        _loops.Add(Task.Run(async () =>
        {
            while (!token.IsCancellationRequested)
                await among.GetStringAsync(url, token);
        }));

        HttpClient letGo = new();
        _ = Task.Run(async () =>
        {
            while (!token.IsCancellationRequested)
                await letGo.GetStringAsync(url, token);
        });

        HttpClient held = new();
        Hold(cancellation => held.GetStringAsync(url, cancellation));

        HttpClient inner = new();
        _get = Local;

        Task<string> Local(CancellationToken cancellation) => inner.GetStringAsync(url, cancellation);
    }

    private void Hold(Func<CancellationToken, Task<string>> get) => _get = get;
}
