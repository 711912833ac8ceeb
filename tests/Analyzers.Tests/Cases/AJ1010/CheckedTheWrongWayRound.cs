using Amazon.Lambda.Core;

public static class Invocations
{
    public static CancellationTokenSource Ending(this ILambdaContext context, TimeSpan early = default)
    {
        var ending = new CancellationTokenSource();
        var left = context.RemainingTime;
        if (early == default)
            early = TimeSpan.FromSeconds(left.TotalSeconds * 0.01);
        if (early > left)
            ending.CancelAfter({|AJ1010:left.Subtract(early)|});
        return ending;
    }
}
