using Amazon.Lambda.Core;
using AsyncJobs;

public class Logging : DelegatingHandler;

public class Shared : DelegatingHandler
{
    private static readonly SocketsHttpHandler s_handler = new();

    public Shared() => InnerHandler = s_handler;
}

public class Handed() : DelegatingHandler(Function.Handler);

public class Function
{
    internal static readonly SocketsHttpHandler Handler = new();

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        Logging set = new();
        set.InnerHandler = Handler;
        using HttpClient overSet = new(set, disposeHandler: false);

        Logging last = new();
        Logging first = new() { InnerHandler = last };
        last.InnerHandler = Handler;
        using HttpClient overTwo = new(first, disposeHandler: false);

        Logging prepared = new();
        Prepare(prepared);
        using HttpClient overPrepared = new(prepared, disposeHandler: false);

        using HttpClient overShared = new(new Shared(), disposeHandler: false);
        using HttpClient overHanded = new(new Handed(), disposeHandler: false);

        Logging alone = new();
        alone.InnerHandler = new SocketsHttpHandler();
        using HttpClient own = {|AJ1008:new(alone, disposeHandler: false)|};
        return await overSet.GetStringAsync(url, budget.Token) + await overTwo.GetStringAsync(url, budget.Token)
            + await overPrepared.GetStringAsync(url, budget.Token) + await overShared.GetStringAsync(url, budget.Token)
            + await overHanded.GetStringAsync(url, budget.Token) + await own.GetStringAsync(url, budget.Token);
    }

    private static void Prepare(Logging handler) => handler.InnerHandler = Handler;
}
