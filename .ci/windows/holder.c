/* Holds files as a virus scanner does: until it is killed, it opens every new
   file below a folder for a moment, shared for reading alone.
   holder FOLDER MILLISECONDS */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static void look(const char *folder, DWORD hold)
{
	char path[1024];
	WIN32_FIND_DATAA f;
	snprintf(path, sizeof path, "%s\\*", folder);
	HANDLE find = FindFirstFileA(path, &f);
	if (find == INVALID_HANDLE_VALUE)
		return;
	do {
		if (f.cFileName[0] == '.' && (f.cFileName[1] == 0 || f.cFileName[1] == '.'))
			continue;
		snprintf(path, sizeof path, "%s\\%s", folder, f.cFileName);
		BOOL dir = f.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
		if (rand() % 4 == 0) {
			HANDLE h = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, dir ? FILE_FLAG_BACKUP_SEMANTICS : 0, NULL);
			if (h != INVALID_HANDLE_VALUE) {
				Sleep(hold);
				CloseHandle(h);
			}
		}
		if (dir)
			look(path, hold);
	} while (FindNextFileA(find, &f));
	FindClose(find);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	for (;;) {
		look(argv[1], atoi(argv[2]));
		Sleep(5);
	}
}
