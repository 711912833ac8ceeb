namespace @namespace.@class.@event;

public sealed class @delegate
{
    [AsyncJob("POST /words/{class}")]
    public Task<@struct> @void(string @class, int @event, @struct @params, JobContext @this, [FromHeader] string? @in = null, [FromQuery] @enum @enum = @enum.@default) =>
        Task.FromResult(@params);

    [AsyncJob("POST /contextual")]
    public static void @record(int field, int value, int @await, int var, int args, int input, int job, int options, int cancellationToken, CancellationToken token) { }
}

public sealed record @struct(int @int);

public enum @enum
{
    @default = 3,
    @else,
}
