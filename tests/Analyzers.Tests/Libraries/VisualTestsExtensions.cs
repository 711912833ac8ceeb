// A library of nobody, with an extension block as C# 14 has them.
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace VisualTests
{
    public static class VisualExtensions
    {
        extension(HttpClient http)
        {
            public Task<string> CompareAsync(string image, CancellationToken cancellationToken = default) => http.GetStringAsync(image, cancellationToken);

            public string NameOf(string image) => http.BaseAddress + image;
        }
    }
}
