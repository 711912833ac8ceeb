using System;
using System.IO;

namespace Newtonsoft.Json
{
    public abstract class JsonReader : IDisposable
    {
        public abstract bool Read();

        public void Dispose() => GC.SuppressFinalize(this);
    }

    public class JsonTextReader(TextReader reader) : JsonReader
    {
        public override bool Read() => reader.Peek() >= 0;
    }

    public class JsonSerializer
    {
        public T? Deserialize<T>(JsonReader reader) => reader.Read() ? default : throw new InvalidDataException();
    }
}
