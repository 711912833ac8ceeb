using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Binding;

/// <summary>
/// Where a job's arguments are read from: the HTTP request that starts it, or the event that its worker gets. Used by generated code.
/// </summary>
public abstract class ArgumentReader
{
    private protected ArgumentReader()
    {
    }

    /// <summary>The value of a placeholder of the route.</summary>
    public Argument Route(string name) => new(this, ArgumentSource.Route, name);

    /// <summary>A value of the query string.</summary>
    public Argument Query(string name) => new(this, ArgumentSource.Query, name);

    /// <summary>The value of a header, whatever its case.</summary>
    public Argument Header(string name) => new(this, ArgumentSource.Header, name);

    /// <summary>
    /// Reads the body, which must be there and not be null. It is JSON, or, as its Content-Type says, a form, or for a text or bytes whatever it is.
    /// </summary>
    public T Body<T>(JsonTypeInfo<T> type)
    {
        ArgumentOutcome outcome = ReadBody(type, out T? value);
        if (outcome is ArgumentOutcome.Missing || (outcome is ArgumentOutcome.Found && value is null))
            AddBodyFault(RawBody.Takes<T>() ? "is required" : "is required, as JSON that is not null");
        return value!;
    }

    /// <summary>Reads the body, which may be absent or null.</summary>
    /// <inheritdoc cref="Body{T}"/>
    public T? BodyOrDefault<T>(JsonTypeInfo<T> type)
    {
        _ = ReadBody(type, out T? value);
        return value;
    }

    /// <summary>Reads the body as it is, whatever its Content-Type; it must be there.</summary>
    public Stream BodyStream()
    {
        if (ReadBodyStream(out Stream? value) is ArgumentOutcome.Missing)
            AddBodyFault("is required");
        return value!;
    }

    /// <summary>Reads the body as it is, whatever its Content-Type; it may be absent.</summary>
    public Stream? BodyStreamOrDefault()
    {
        _ = ReadBodyStream(out Stream? value);
        return value;
    }

    internal abstract ArgumentOutcome Read<T>(ArgumentSource source, string name, Scalar<T> scalar, out T? value)
        where T : notnull;

    internal abstract ArgumentOutcome ReadAll<T>(ArgumentSource source, string name, Scalar<T> scalar, out T[]? values)
        where T : notnull;

    internal abstract void AddFault(ArgumentSource source, string name, string fault);

    private protected abstract void AddBodyFault(string fault);

    private protected abstract ArgumentOutcome ReadBody<T>(JsonTypeInfo<T> type, out T? value);

    private protected abstract ArgumentOutcome ReadBodyStream(out Stream? value);
}
