using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Buffers;

namespace AsyncJobs.Binding;

/// <summary>
/// Writes the arguments of a job that is started from code, in the form that its worker reads. Used by generated code, for one start.
/// </summary>
public sealed class ArgumentWriter : IDisposable
{
    private readonly JsonScratch _scratch = JsonScratch.Rent();

    /// <summary>Begins with no arguments.</summary>
    public ArgumentWriter() => _scratch.Writer.WriteStartObject();

    /// <summary>Adds the value of a placeholder of the route.</summary>
    public void Route<T>(string name, T value, Scalar<T> scalar)
        where T : notnull => Write(ArgumentSource.Route, name, value, scalar);

    /// <summary>Adds a value of the query; null is left out.</summary>
    public void Query<T>(string name, T? value, Scalar<T> scalar)
        where T : notnull => Write(ArgumentSource.Query, name, value, scalar);

    /// <summary>Adds a value of the query; null is left out.</summary>
    public void Query<T>(string name, T? value, Scalar<T> scalar)
        where T : struct
    {
        if (value is { } present)
            Write(ArgumentSource.Query, name, present, scalar);
    }

    /// <summary>Adds a repeated value of the query; null is left out.</summary>
    public void Query<T>(string name, IEnumerable<T>? values, Scalar<T> scalar)
        where T : notnull
    {
        if (values is null)
            return;

        _scratch.Writer.WriteStartArray(ArgumentKey.Of(ArgumentSource.Query, name));
        foreach (T value in values)
            _scratch.Writer.WriteStringValue(scalar.Format(value));
        _scratch.Writer.WriteEndArray();
    }

    /// <summary>Adds the value of a header; null is left out.</summary>
    public void Header<T>(string name, T? value, Scalar<T> scalar)
        where T : notnull => Write(ArgumentSource.Header, name, value, scalar);

    /// <summary>Adds the value of a header; null is left out.</summary>
    public void Header<T>(string name, T? value, Scalar<T> scalar)
        where T : struct
    {
        if (value is { } present)
            Write(ArgumentSource.Header, name, present, scalar);
    }

    /// <summary>Adds the body; null is left out.</summary>
    public void Body<T>(T value, JsonTypeInfo<T> type)
    {
        if (value is null)
            return;

        _scratch.Writer.WritePropertyName(ArgumentKey.Body);
        JsonSerializer.Serialize(_scratch.Writer, value, type);
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    internal ReadOnlyMemory<byte> Finish()
    {
        _scratch.Writer.WriteEndObject();
        return _scratch.Written;
    }

    private void Write<T>(ArgumentSource source, string name, T? value, Scalar<T> scalar)
        where T : notnull
    {
        if (value is not null)
            _scratch.Writer.WriteString(ArgumentKey.Of(source, name), scalar.Format(value));
    }
}
