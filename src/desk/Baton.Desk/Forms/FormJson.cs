using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Desk.Forms;

/// <summary>How form data is written to the database: Chinese as Chinese.</summary>
internal static class FormJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
