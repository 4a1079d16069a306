using System.Globalization;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;

namespace Baton.Desk.Channels.Telephony;

/// <summary>Makes contacts of calls, in the words of the desk's own language. Pure.</summary>
internal static class CallContacts
{
    private const string Channel = "phone";
    private const string Source = "telephony";

    public static ArrivedContact Of(Call call)
    {
        var number = call.Other is { } other ? Number(other) : TelephonyTexts.Words.Get("withheld", Languages.Default);
        var key =
            call.Phase == CallEvents.Missed ? "missed-call"
            : call.IsOutbound ? "call-to"
            : "call-from";
        return new(Channel, Source, call.CallId, TelephonyTexts.Words.Get(key, Languages.Default, ("number", number)), call.StartedAt)
        {
            From = call.Other,
            To = call.IsOutbound ? call.From : call.To,
            CustomerKey = call.CustomerKey,
            Unit = call.Unit,
            Text =
                call.EndedAt is null || call.AnsweredAt is null
                    ? null
                    : TelephonyTexts
                        .Words.Get("lasted", Languages.Default, ("length", Length(call)), ("recording", call.Recording ?? ""))
                        .Trim(),
            // No words of the customer's: for colleagues, and no reason to tell anybody that he wrote.
            IsAutomatic = true,
        };
    }

    /// <summary>Minutes and seconds since it was answered.</summary>
    public static string Length(Call call) =>
        call is { AnsweredAt: { } from, EndedAt: { } to } && to > from
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)(to - from).TotalMinutes}:{(to - from).Seconds:00}")
            : "0:00";

    private static string Number(string other) => Sender.IsNumber(other) ? Telephone.Display(other) : other;
}
