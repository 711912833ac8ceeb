using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Buffers;

namespace AsyncJobs.Binding;

/// <summary>
/// Writes the arguments of a job that is started from code, in the form that its worker reads. Used by generated code, for one start. An argument
/// that cannot be written ends it: what it wrote into is given back before the exception comes out. Text with half of a surrogate pair is one: it is
/// refused with an <see cref="ArgumentException"/>.
/// </summary>
public sealed class ArgumentWriter : IDisposable
{
    private readonly JsonScratch _scratch = JsonScratch.Rent();
    private bool _isDisposed;

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

        try
        {
            _scratch.Writer.WriteStartArray(ArgumentKey.Of(ArgumentSource.Query, name));
            foreach (T value in values)
                _scratch.Writer.WriteStringValue(ArgumentText.WellFormed(name, scalar.Format(value)));
            _scratch.Writer.WriteEndArray();
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
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

        try
        {
            _scratch.Writer.WritePropertyName(ArgumentKey.Body);
            JsonSerializer.Serialize(_scratch.Writer, value, type);
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Adds a body that is read from where the stream stands to its end; null is left out. The stream stays the caller's to dispose.
    /// </summary>
    /// <param name="content">The body.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="ArgumentException">The stream has more than an input may have.</exception>
    public async ValueTask BodyAsync(Stream? content, CancellationToken cancellationToken)
    {
        if (content is null)
            return;

        try
        {
            using PooledBuffer bytes = new();
            await RawBody.ReadAsync(content, bytes, cancellationToken).ConfigureAwait(false);
            _scratch.Writer.WriteBase64String(ArgumentKey.Body, bytes.WrittenSpan);
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Given back twice, it might be another user's by then.
        if (_isDisposed)
            return;

        _isDisposed = true;
        _scratch.Dispose();
    }

    internal ReadOnlyMemory<byte> Finish()
    {
        _scratch.Writer.WriteEndObject();
        return _scratch.Written;
    }

    private void Write<T>(ArgumentSource source, string name, T? value, Scalar<T> scalar)
        where T : notnull
    {
        if (value is null)
            return;

        try
        {
            _scratch.Writer.WriteString(ArgumentKey.Of(source, name), ArgumentText.WellFormed(name, scalar.Format(value)));
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
    }
}
