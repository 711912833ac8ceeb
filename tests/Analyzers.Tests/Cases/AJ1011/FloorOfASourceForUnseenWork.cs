using Amazon.Lambda.Core;

public interface IMigrations
{
    Task Apply(CancellationToken token);
}

public class Function(IMigrations migrations)
{
    public async Task Handler(ILambdaContext context)
    {
        using var source = new CancellationTokenSource(
            TimeSpan.FromMilliseconds({|AJ1011:Math.Max((int)context.RemainingTime.TotalMilliseconds - 60_000, 30_000)|}));
        await migrations.Apply(source.Token);
    }

    public async Task Capped(CancellationToken budget, ILambdaContext context)
    {
        using var slice = new CancellationTokenSource(Math.Max((int)context.RemainingTime.TotalMilliseconds - 60_000, 30_000));
        using var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(Math.Max(0, context.RemainingTime.TotalMilliseconds - 500)));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(slice.Token, left.Token);
        await migrations.Apply(both.Token);
    }
}
