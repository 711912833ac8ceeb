using Amazon.Lambda.Core;

public static class Limits
{
    private static readonly TimeSpan s_default = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(5);

    public static CancellationTokenSource Make(ILambdaContext context)
    {
        TimeSpan time = context.RemainingTime.Subtract(s_reserve);
        if (time.TotalSeconds - s_reserve.TotalSeconds <= double.Epsilon)
            time = {|AJ1011:s_default|};
        return new CancellationTokenSource(time);
    }

    public static CancellationTokenSource AtLeast(ILambdaContext context)
    {
        TimeSpan time = context.RemainingTime - s_reserve;
        if (TimeSpan.FromSeconds(2) > time)
        {
            time = {|AJ1011:TimeSpan.FromSeconds(2)|};
        }

        return new CancellationTokenSource(time);
    }
}
