/* Wine 8 has no bcryptprimitives.dll, in which Go looks for random numbers. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T n)
{
	while (n > 0) {
		ULONG part = n > 1 << 24 ? 1 << 24 : (ULONG)n;
		if (!SystemFunction036(data, part))
			return FALSE;
		data += part;
		n -= part;
	}
	return TRUE;
}
